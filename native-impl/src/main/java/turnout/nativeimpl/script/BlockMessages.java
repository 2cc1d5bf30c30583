package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import turnout.nativeimpl.block.Target;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawHeader;
import turnout.nativeimpl.message.Slices;
import turnout.script.v1.RawBlockHeader;

/** Block headers as messages of the contract. */
final class BlockMessages {

    private BlockMessages() {}

    static RawBlockHeader header(RawHeader header) {
        return RawBlockHeader.newBuilder()
                .setBlockHash(header.hash())
                .setVersion(header.version())
                .setPreviousBlockHash(Hashes.toReversedHex(header.previousBlockHash()))
                .setMerkleRoot(Hashes.toReversedHex(header.merkleRoot()))
                .setTime(header.time())
                .setBits(header.bits())
                .setNonce(header.nonce())
                .setTarget(Target.of(header.bits()).map(Slices::own).orElse(ByteString.EMPTY))
                .build();
    }
}
