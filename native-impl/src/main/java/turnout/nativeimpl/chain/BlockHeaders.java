package turnout.nativeimpl.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.HexFormat;
import turnout.chain.v1.BlockHeader;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.refusal.Refusal;

/** The header in a node's answer to getblockheader and getblock. */
final class BlockHeaders {

    private BlockHeaders() {}

    static BlockHeader of(NodeJson header) throws Refusal {
        int bits = bits(header);
        BlockHeader.Builder message = BlockHeader.newBuilder()
                .setBlockHash(header.get("hash").hash())
                .setVersion(header.get("version").int32())
                .setMerkleRoot(header.get("merkleroot").hash())
                .setTime(header.get("time").uint32())
                .setBits(bits)
                .setNonce(header.get("nonce").uint32())
                .setHeight(header.get("height").uint32())
                .setConfirmations(header.get("confirmations").int32())
                .setMedianTime(header.get("mediantime").uint32())
                .setChainWork(chainWork(header))
                .setTarget(CompactTarget.of(bits))
                .setTransactionCount(header.get("nTx").uint32());
        var previous = header.optional("previousblockhash");
        if (previous.isPresent()) {
            message.setPreviousBlockHash(previous.get().hash());
        }
        var next = header.optional("nextblockhash");
        if (next.isPresent()) {
            message.setNextBlockHash(next.get().hash());
        }
        return message.build();
    }

    static int bits(NodeJson json) throws Refusal {
        String text = json.get("bits").text();
        if (text.length() != 8 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw NodeJson.invalid("has no compact target where one must be");
        }
        return HexFormat.fromHexDigits(text);
    }

    static ByteString chainWork(NodeJson json) throws Refusal {
        return UnsafeByteOperations.unsafeWrap(
                HexFormat.of().parseHex(json.get("chainwork").hash()));
    }
}
