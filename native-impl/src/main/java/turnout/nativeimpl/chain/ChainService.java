package turnout.nativeimpl.chain;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import turnout.chain.v1.BroadcastTransactionRequest;
import turnout.chain.v1.BroadcastTransactionResponse;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.EstimateFeeRequest;
import turnout.chain.v1.EstimateFeeResponse;
import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetBlockHashResponse;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.chain.v1.GetChainInfoRequest;
import turnout.chain.v1.GetChainInfoResponse;
import turnout.chain.v1.GetMempoolEntryRequest;
import turnout.chain.v1.GetMempoolEntryResponse;
import turnout.chain.v1.GetMempoolInfoRequest;
import turnout.chain.v1.GetMempoolInfoResponse;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.chain.v1.GetTxOutProofRequest;
import turnout.chain.v1.GetTxOutProofResponse;
import turnout.chain.v1.GetTxOutRequest;
import turnout.chain.v1.GetTxOutResponse;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.chain.v1.ScanBlocksResponse;
import turnout.chain.v1.TestTransactionRequest;
import turnout.chain.v1.TestTransactionResponse;
import turnout.chain.v1.VerifyTxOutProofRequest;
import turnout.chain.v1.VerifyTxOutProofResponse;
import turnout.nativeimpl.node.NodeRpc;
import turnout.nativeimpl.serve.Unary;

/** The chain component behind gRPC. Its calls block on the node. */
public final class ChainService extends ChainServiceGrpc.ChainServiceImplBase {

    private final ChainNode node;

    /** The caller owns the node's connections. */
    public ChainService(NodeRpc node) {
        this.node = new ChainNode(node);
    }

    @Override
    public void getChainInfo(GetChainInfoRequest request, StreamObserver<GetChainInfoResponse> caller) {
        Unary.answer(request, caller, new GetChainInfo(node)::answer);
    }

    @Override
    public void getBlockHeader(GetBlockHeaderRequest request, StreamObserver<GetBlockHeaderResponse> caller) {
        Unary.answer(request, caller, new GetBlockHeader(node)::answer);
    }

    @Override
    public void getBlock(GetBlockRequest request, StreamObserver<GetBlockResponse> caller) {
        Unary.answer(request, caller, new GetBlock(node)::answer);
    }

    @Override
    public void getTransaction(GetTransactionRequest request, StreamObserver<GetTransactionResponse> caller) {
        Unary.answer(request, caller, new GetTransaction(node)::answer);
    }

    @Override
    public void getBlockHash(GetBlockHashRequest request, StreamObserver<GetBlockHashResponse> caller) {
        Unary.answer(request, caller, new GetBlockHash(node)::answer);
    }

    @Override
    public void getTxOut(GetTxOutRequest request, StreamObserver<GetTxOutResponse> caller) {
        Unary.answer(request, caller, new GetTxOut(node)::answer);
    }

    @Override
    public void getTxOutProof(GetTxOutProofRequest request, StreamObserver<GetTxOutProofResponse> caller) {
        Unary.answer(request, caller, new GetTxOutProof(node)::answer);
    }

    @Override
    public void verifyTxOutProof(VerifyTxOutProofRequest request, StreamObserver<VerifyTxOutProofResponse> caller) {
        Unary.answer(request, caller, VerifyTxOutProof::answer);
    }

    @Override
    public void getMempoolInfo(GetMempoolInfoRequest request, StreamObserver<GetMempoolInfoResponse> caller) {
        Unary.answer(request, caller, new GetMempoolInfo(node)::answer);
    }

    @Override
    public void getMempoolEntry(GetMempoolEntryRequest request, StreamObserver<GetMempoolEntryResponse> caller) {
        Unary.answer(request, caller, new GetMempoolEntry(node)::answer);
    }

    @Override
    public void estimateFee(EstimateFeeRequest request, StreamObserver<EstimateFeeResponse> caller) {
        Unary.answer(request, caller, new EstimateFee(node)::answer);
    }

    @Override
    public void testTransaction(TestTransactionRequest request, StreamObserver<TestTransactionResponse> caller) {
        Unary.answer(request, caller, new TestTransaction(node)::answer);
    }

    @Override
    public void broadcastTransaction(
            BroadcastTransactionRequest request, StreamObserver<BroadcastTransactionResponse> caller) {
        Unary.answer(request, caller, new BroadcastTransaction(node)::answer);
    }

    @Override
    public void scanBlocks(ScanBlocksRequest request, StreamObserver<ScanBlocksResponse> caller) {
        ScanBlocks.start(node, request, (ServerCallStreamObserver<ScanBlocksResponse>) caller);
    }
}
