package turnout.load.vectors.sets;

import java.util.List;
import turnout.load.vectors.BlockFiles;
import turnout.load.vectors.VectorSet;

/** Every set there is, in the order of the report. A new set is one line here, in the paragraph of its family. */
public final class VectorSets {

    private static final List<VectorSet> ALL = List.of(
            // Transactions, scripts, addresses.
            VectorSet.of("recorded/transactions.json", RecordedTransactions::cases),
            VectorSet.of("recorded/decodescript.json", RecordedScripts::cases),
            VectorSet.of("core/rpc_decodescript.json", DecodescriptVectors::cases),
            VectorSet.of("recorded/validateaddress_regtest.json", RecordedAddresses::cases),
            VectorSet.of("core/key_io_valid.json", KeyIoAddresses::cases),
            new VectorSet("blocks/mainnet-1-255: transactions", BlockFiles.FIRST, BlockTransactions::first),
            new VectorSet("blocks/large: transactions", "blocks", BlockTransactions::large),

            // Signature hashes, scripts, taproot.
            new VectorSet("recorded/transactions, encoded", "recorded/transactions.json", EncodedTransactions::cases),
            VectorSet.of("core/sighash.json", Sighashes::cases),
            VectorSet.of("core/script_tests.json", ScriptTests::cases),
            VectorSet.of("core/tx_valid.json", ValidTransactions::cases),
            VectorSet.of("taproot", ScriptAssets::cases),
            VectorSet.of("bips/bip341_wallet.json", TaprootWallets::cases),

            // Descriptors, blocks.
            VectorSet.of("bips/descriptors_bip380_390.json", BipDescriptors::cases),
            VectorSet.of("recorded/descriptors.json", RecordedDescriptors::cases),
            VectorSet.of("core/rpc_bip67.json", SortedMultisigs::cases),
            VectorSet.of("recorded/blocks.json", RecordedBlocks::cases),
            new VectorSet("blocks (whole)", "blocks/block413567.raw", WholeBlocks::cases),
            new VectorSet("core/key_io_valid.json (encoded)", "core/key_io_valid.json", KeyIoScripts::cases),

            // The chain, behind a node that has the recorded one. What is sent comes before what asks for it.
            new VectorSet("recorded/blocks, in the chain", "recorded/blocks.json", RecordedChain::cases),
            new VectorSet(
                    "recorded/transactions, in the chain", "recorded/transactions.json", RecordedConfirmed::cases),
            VectorSet.of("recorded/merkle_proofs.json", RecordedProofs::cases),
            new VectorSet("recorded/psbt_flows, sent", "recorded/psbt_flows.json", RecordedOffers::sent),
            new VectorSet("recorded/psbt_flows, tested", "recorded/psbt_flows.json", RecordedOffers::tested),
            VectorSet.of("recorded/fees_mempool.json", RecordedOffers::estimates),

            // Keys, signatures, signed messages.
            VectorSet.of("mnemonic/vectors.json", Mnemonics::cases),
            VectorSet.of("bips/bip32.json", Bip32Keys::cases),
            VectorSet.of("bips/bip49_84_86.json", PurposeAddresses::cases),
            new VectorSet("core/key_io_valid.json (private keys)", "core/key_io_valid.json", KeyIoPrivateKeys::cases),
            VectorSet.of("core/bip340_test_vectors.csv", Bip340Rows::cases),
            new VectorSet("bips/bip341_wallet.json (keys)", "bips/bip341_wallet.json", Bip341Keys::cases),
            VectorSet.of("recorded/signmessage.json", RecordedMessages::cases),
            VectorSet.of("bips/bip322_basic.json", Bip322Messages::cases),

            // Partially signed transactions.
            VectorSet.of("core/rpc_psbt.json", PsbtRoles::cases),
            VectorSet.of("bips/psbt_bip174_370_371_373.json", PsbtBips::cases),
            VectorSet.of("recorded/decodepsbt.json", RecordedPsbts::cases),
            VectorSet.of("recorded/psbt_flows.json", PsbtFlows::cases),

            // What the project found itself.
            VectorSet.of("own/miniscript.json", WitnessMiniscripts::cases),
            VectorSet.of("own/cases", CaseFiles::cases));

    private VectorSets() {}

    public static List<VectorSet> all() {
        return ALL;
    }
}
