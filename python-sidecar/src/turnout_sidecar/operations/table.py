"""All operations, by full method name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from turnout_sidecar.node.node import Node
from turnout_sidecar.operations.decode_script import decode_script
from turnout_sidecar.operations.decode_transaction import decode_transaction
from turnout_sidecar.operations.derive_address import derive_address
from turnout_sidecar.operations.derive_key import derive_key
from turnout_sidecar.operations.get_block import get_block
from turnout_sidecar.operations.get_block_header import get_block_header
from turnout_sidecar.operations.get_chain_info import get_chain_info
from turnout_sidecar.operations.get_transaction import get_transaction
from turnout_sidecar.operations.scan_blocks import scan_blocks
from turnout_sidecar.operations.validate_address import validate_address
from turnout_sidecar.operations.validate_mnemonic import validate_mnemonic
from turnout_sidecar.operations.verify_message import verify_message

CHAIN = "turnout.chain.v1.ChainService"
SCRIPT = "turnout.script.v1.ScriptService"
KEYS = "turnout.keys.v1.KeysService"
SERVICES = (CHAIN, SCRIPT, KEYS)

# Functions of the request alone.
PURE: dict[str, Callable[[bytes], bytes]] = {
    f"{SCRIPT}/DecodeTransaction": decode_transaction,
    f"{SCRIPT}/DecodeScript": decode_script,
    f"{SCRIPT}/ValidateAddress": validate_address,
    f"{SCRIPT}/VerifyMessage": verify_message,
    f"{KEYS}/DeriveKey": derive_key,
    f"{KEYS}/DeriveAddress": derive_address,
    f"{KEYS}/ValidateMnemonic": validate_mnemonic,
}

# Questions to the node.
ASKING: dict[str, Callable[[bytes, Node], Awaitable[bytes]]] = {
    f"{CHAIN}/GetChainInfo": get_chain_info,
    f"{CHAIN}/GetBlockHeader": get_block_header,
    f"{CHAIN}/GetBlock": get_block,
    f"{CHAIN}/GetTransaction": get_transaction,
}

# Questions with many replies.
STREAMING: dict[str, Callable[[bytes, Node], AsyncIterator[bytes]]] = {
    f"{CHAIN}/ScanBlocks": scan_blocks,
}
