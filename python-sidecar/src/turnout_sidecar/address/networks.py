"""What differs between networks in a text."""

from __future__ import annotations

from dataclasses import dataclass

from turnout.bitcoin.v1 import bitcoin_pb2

from turnout_sidecar.refusal import required, unknown_value


@dataclass(frozen=True, slots=True)
class Network:
    """`number` is turnout.bitcoin.v1.Network's, `chain` Core's name; prefixes are those of base58 and bech32."""

    number: int
    chain: str
    pubkey_hash: bytes
    script_hash: bytes
    hrp: str


_TEST = (b"\x6f", b"\xc4", "tb")
NETWORKS = {
    network.number: network
    for network in (
        Network(bitcoin_pb2.NETWORK_MAINNET, "main", b"\x00", b"\x05", "bc"),
        Network(bitcoin_pb2.NETWORK_TESTNET3, "test", *_TEST),
        Network(bitcoin_pb2.NETWORK_TESTNET4, "testnet4", *_TEST),
        Network(bitcoin_pb2.NETWORK_SIGNET, "signet", *_TEST),
        Network(bitcoin_pb2.NETWORK_REGTEST, "regtest", b"\x6f", b"\xc4", "bcrt"),
    )
}
BY_CHAIN = {network.chain: network for network in NETWORKS.values()}


def network_of(number: int) -> Network:
    """The network that a request's `network` field names; refuses 0 and unknown numbers."""
    network = NETWORKS.get(number)
    if network is None:
        if number == 0:
            raise required("network", "one of NETWORK_MAINNET to NETWORK_REGTEST")
        raise unknown_value("network", number, "turnout.bitcoin.v1.Network")
    return network
