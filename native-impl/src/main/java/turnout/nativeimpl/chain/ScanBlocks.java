package turnout.nativeimpl.chain;

import io.grpc.stub.ServerCallStreamObserver;
import turnout.chain.v1.Block;
import turnout.chain.v1.BlockHeader;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.chain.v1.ScanBlocksResponse;
import turnout.chain.v1.ScanEnd;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.refusal.RefusalStatus;
import turnout.nativeimpl.serve.Faults;

/**
 * One scan. It sends while the caller takes and returns when the caller is full; the transport runs it again when there
 * is room. It must not wait inside a callback: a call's callbacks follow each other, so the one that says "ready" would
 * never come. Used by one callback at a time.
 */
final class ScanBlocks {

    private final ChainNode node;
    private final ServerCallStreamObserver<ScanBlocksResponse> caller;
    private final int fromHeight;
    private final long toHeight;
    private final BlockReading reading;
    private final ScriptPrinter printer;
    private BlockHeader last = BlockHeader.getDefaultInstance();
    private boolean ended;

    private ScanBlocks(
            ChainNode node,
            ScanBlocksRequest request,
            BlockReading reading,
            ServerCallStreamObserver<ScanBlocksResponse> caller) {
        this.node = node;
        this.caller = caller;
        this.fromHeight = request.getFromHeight();
        this.toHeight = Integer.toUnsignedLong(request.getToHeight());
        this.reading = reading;
        this.printer = new ScriptPrinter(node.chain());
    }

    /** Checks the request and lets the transport drive the scan. */
    static void start(ChainNode node, ScanBlocksRequest request, ServerCallStreamObserver<ScanBlocksResponse> caller) {
        try {
            if (Integer.compareUnsigned(request.getFromHeight(), request.getToHeight()) > 0) {
                throw Refusal.at("from_height", Reason.HEIGHT_RANGE_INVALID, "from_height: is above to_height");
            }
            BlockReading reading = BlockReading.of(request.getVerbosity(), request.getVerbosityValue());
            ScanBlocks scan = new ScanBlocks(node, request, reading, caller);
            caller.setOnReadyHandler(scan::advance);
            // With a handler the observer does not throw when the caller has gone; the loop looks itself.
            caller.setOnCancelHandler(() -> {});
            scan.advance();
        } catch (Refusal refusal) {
            caller.onError(RefusalStatus.of(refusal));
        }
    }

    private void advance() {
        try {
            while (!ended && caller.isReady() && !caller.isCancelled()) {
                if (isPastEnd()) {
                    end();
                } else {
                    sendNext();
                }
            }
        } catch (Refusal refusal) {
            fail(refusal);
        } catch (RuntimeException | LinkageError fault) {
            fail(Faults.refusal(fault));
        }
    }

    private void fail(Refusal refusal) {
        ended = true;
        caller.onError(RefusalStatus.of(refusal));
    }

    private boolean hasSent() {
        return !last.getBlockHash().isEmpty();
    }

    private boolean isPastEnd() {
        return hasSent() && (last.getNextBlockHash().isEmpty() || Integer.toUnsignedLong(last.getHeight()) >= toHeight);
    }

    private void sendNext() throws Refusal {
        Block block = hasSent() ? next() : first();
        last = block.getHeader();
        caller.onNext(ScanBlocksResponse.newBuilder().setBlock(block).build());
    }

    private Block first() throws Refusal {
        return reading.block(
                BlockQuestion.byHeight(node, fromHeight, reading::questions).replies(), printer);
    }

    private Block next() throws Refusal {
        Block block = reading.block(node.askPlain(reading.questions(last.getNextBlockHash())), printer);
        BlockHeader header = block.getHeader();
        if (header.getConfirmations() < 0 || !header.getPreviousBlockHash().equals(last.getBlockHash())) {
            throw reorganised();
        }
        return block;
    }

    private void end() throws Refusal {
        ChainNode.Answered answered = node.ask(RpcCall.of("getblockheader", last.getBlockHash(), true));
        if (BlockHeaders.of(answered.replies().getFirst().required()).getConfirmations() < 0) {
            throw reorganised();
        }
        ended = true;
        caller.onNext(ScanBlocksResponse.newBuilder()
                .setEnd(ScanEnd.newBuilder()
                        .setTipHash(answered.tip().hash())
                        .setTipHeight(answered.tip().height()))
                .build());
        caller.onCompleted();
    }

    /** Walks back from the last block sent to the highest one that still stands in the chain. */
    private Refusal reorganised() throws Refusal {
        String hash = last.getBlockHash();
        while (true) {
            RpcReply reply =
                    node.askPlain(RpcCall.of("getblockheader", hash, true)).getFirst();
            BlockHeader header = BlockHeaders.of(reply.required());
            if (header.getConfirmations() >= 0) {
                return Refusal.of(
                        Reason.CHAIN_REORGANISED,
                        "the chain was reorganised during the scan; fork height " + header.getHeight());
            }
            if (header.getPreviousBlockHash().isEmpty()) {
                throw NodeJson.invalid("has a first block that is not in the chain");
            }
            hash = header.getPreviousBlockHash();
        }
    }
}
