package turnout.nativeimpl.chain;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.chain.v1.GetChainInfoRequest;
import turnout.chain.v1.GetChainInfoResponse;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.chain.v1.ScanBlocksResponse;
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
    public void scanBlocks(ScanBlocksRequest request, StreamObserver<ScanBlocksResponse> caller) {
        ScanBlocks.start(node, request, (ServerCallStreamObserver<ScanBlocksResponse>) caller);
    }
}
