"""All operations, by full method name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from turnout_sidecar.node.node import Node
from turnout_sidecar.operations.analyze_psbt import analyze_psbt
from turnout_sidecar.operations.broadcast_transaction import broadcast_transaction
from turnout_sidecar.operations.combine_psbt import combine_psbt
from turnout_sidecar.operations.compute_compact_filter import compute_compact_filter
from turnout_sidecar.operations.compute_merkle_root import compute_merkle_root
from turnout_sidecar.operations.compute_sighash import compute_sighash
from turnout_sidecar.operations.compute_taproot import compute_taproot
from turnout_sidecar.operations.compute_taproot_key import compute_taproot_key
from turnout_sidecar.operations.convert_psbt import convert_psbt
from turnout_sidecar.operations.create_psbt import create_psbt
from turnout_sidecar.operations.decode_block import decode_block
from turnout_sidecar.operations.decode_block_header import decode_block_header
from turnout_sidecar.operations.decode_psbt import decode_psbt
from turnout_sidecar.operations.decode_script import decode_script
from turnout_sidecar.operations.decode_transaction import decode_transaction
from turnout_sidecar.operations.derive_address import derive_address
from turnout_sidecar.operations.derive_addresses import derive_addresses
from turnout_sidecar.operations.derive_key import derive_key
from turnout_sidecar.operations.encode_address import encode_address
from turnout_sidecar.operations.encode_transaction import encode_transaction
from turnout_sidecar.operations.estimate_fee import estimate_fee
from turnout_sidecar.operations.extract_transaction import extract_transaction
from turnout_sidecar.operations.finalize_psbt import finalize_psbt
from turnout_sidecar.operations.generate_mnemonic import generate_mnemonic
from turnout_sidecar.operations.get_block import get_block
from turnout_sidecar.operations.get_block_hash import get_block_hash
from turnout_sidecar.operations.get_block_header import get_block_header
from turnout_sidecar.operations.get_chain_info import get_chain_info
from turnout_sidecar.operations.get_mempool_entry import get_mempool_entry
from turnout_sidecar.operations.get_mempool_info import get_mempool_info
from turnout_sidecar.operations.get_transaction import get_transaction
from turnout_sidecar.operations.get_tx_out import get_tx_out
from turnout_sidecar.operations.get_tx_out_proof import get_tx_out_proof
from turnout_sidecar.operations.mnemonic_to_seed import mnemonic_to_seed
from turnout_sidecar.operations.parse_descriptor import parse_descriptor
from turnout_sidecar.operations.parse_extended_key import parse_extended_key
from turnout_sidecar.operations.parse_private_key import parse_private_key
from turnout_sidecar.operations.scan_blocks import scan_blocks
from turnout_sidecar.operations.sign_digest import sign_digest
from turnout_sidecar.operations.sign_message import sign_message
from turnout_sidecar.operations.sign_psbt import sign_psbt
from turnout_sidecar.operations.sign_schnorr import sign_schnorr
from turnout_sidecar.operations.test_transaction import test_transaction
from turnout_sidecar.operations.tweak_key import tweak_key
from turnout_sidecar.operations.update_psbt import update_psbt
from turnout_sidecar.operations.validate_address import validate_address
from turnout_sidecar.operations.validate_mnemonic import validate_mnemonic
from turnout_sidecar.operations.verify_input import verify_input
from turnout_sidecar.operations.verify_message import verify_message
from turnout_sidecar.operations.verify_signature import verify_signature
from turnout_sidecar.operations.verify_transaction import verify_transaction
from turnout_sidecar.operations.verify_tx_out_proof import verify_tx_out_proof

CHAIN = "turnout.chain.v1.ChainService"
SCRIPT = "turnout.script.v1.ScriptService"
KEYS = "turnout.keys.v1.KeysService"
SERVICES = (CHAIN, SCRIPT, KEYS)

# Functions of the request alone.
PURE: dict[str, Callable[[bytes], bytes]] = {
    f"{CHAIN}/VerifyTxOutProof": verify_tx_out_proof,
    f"{SCRIPT}/DecodeTransaction": decode_transaction,
    f"{SCRIPT}/EncodeTransaction": encode_transaction,
    f"{SCRIPT}/ComputeSighash": compute_sighash,
    f"{SCRIPT}/VerifyInput": verify_input,
    f"{SCRIPT}/VerifyTransaction": verify_transaction,
    f"{SCRIPT}/ComputeTaproot": compute_taproot,
    f"{SCRIPT}/DecodeScript": decode_script,
    f"{SCRIPT}/ValidateAddress": validate_address,
    f"{SCRIPT}/VerifyMessage": verify_message,
    f"{SCRIPT}/ParseDescriptor": parse_descriptor,
    f"{SCRIPT}/DeriveAddresses": derive_addresses,
    f"{SCRIPT}/DecodeBlock": decode_block,
    f"{SCRIPT}/DecodeBlockHeader": decode_block_header,
    f"{SCRIPT}/ComputeMerkleRoot": compute_merkle_root,
    f"{SCRIPT}/ComputeCompactFilter": compute_compact_filter,
    f"{SCRIPT}/EncodeAddress": encode_address,
    f"{SCRIPT}/AnalyzePsbt": analyze_psbt,
    f"{SCRIPT}/CombinePsbt": combine_psbt,
    f"{SCRIPT}/ConvertPsbt": convert_psbt,
    f"{SCRIPT}/CreatePsbt": create_psbt,
    f"{SCRIPT}/DecodePsbt": decode_psbt,
    f"{SCRIPT}/ExtractTransaction": extract_transaction,
    f"{SCRIPT}/FinalizePsbt": finalize_psbt,
    f"{SCRIPT}/UpdatePsbt": update_psbt,
    f"{KEYS}/DeriveKey": derive_key,
    f"{KEYS}/DeriveAddress": derive_address,
    f"{KEYS}/SignPsbt": sign_psbt,
    f"{KEYS}/ValidateMnemonic": validate_mnemonic,
    f"{KEYS}/GenerateMnemonic": generate_mnemonic,
    f"{KEYS}/MnemonicToSeed": mnemonic_to_seed,
    f"{KEYS}/ParseExtendedKey": parse_extended_key,
    f"{KEYS}/ParsePrivateKey": parse_private_key,
    f"{KEYS}/SignDigest": sign_digest,
    f"{KEYS}/SignSchnorr": sign_schnorr,
    f"{KEYS}/VerifySignature": verify_signature,
    f"{KEYS}/SignMessage": sign_message,
    f"{KEYS}/TweakKey": tweak_key,
    f"{KEYS}/ComputeTaprootKey": compute_taproot_key,
}

# Questions to the node.
ASKING: dict[str, Callable[[bytes, Node], Awaitable[bytes]]] = {
    f"{CHAIN}/GetChainInfo": get_chain_info,
    f"{CHAIN}/GetBlockHeader": get_block_header,
    f"{CHAIN}/GetBlock": get_block,
    f"{CHAIN}/GetTransaction": get_transaction,
    f"{CHAIN}/GetBlockHash": get_block_hash,
    f"{CHAIN}/GetTxOut": get_tx_out,
    f"{CHAIN}/GetTxOutProof": get_tx_out_proof,
    f"{CHAIN}/GetMempoolInfo": get_mempool_info,
    f"{CHAIN}/GetMempoolEntry": get_mempool_entry,
    f"{CHAIN}/EstimateFee": estimate_fee,
    f"{CHAIN}/TestTransaction": test_transaction,
    f"{CHAIN}/BroadcastTransaction": broadcast_transaction,
}

# Questions with many replies.
STREAMING: dict[str, Callable[[bytes, Node], AsyncIterator[bytes]]] = {
    f"{CHAIN}/ScanBlocks": scan_blocks,
}
