package turnout.nativeimpl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import turnout.bitcoin.v1.Network;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.chain.v1.ScanBlocksResponse;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.nativeimpl.node.FakeNode;
import turnout.nativeimpl.node.ToyChain;
import turnout.options.v1.OptionsProto;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;

class NativeServicesTest {

    private static final Marshaller<byte[]> RAW = new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    @TempDir
    Path folder;

    private FakeNode node;
    private NativeServices services;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        node = FakeNode.start(folder, new ToyChain(3000));
        services = NativeServices.create(node.settings());
        server = Main.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), services);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        services.close();
        node.close();
    }

    @Test
    void answersOverAStockServer() {
        var response = ScriptServiceGrpc.newBlockingStub(channel)
                .validateAddress(ValidateAddressRequest.newBuilder()
                        .setAddress("mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6z")
                        .setNetwork(Network.NETWORK_REGTEST)
                        .build());

        assertThat(response.getValid()).isTrue();
    }

    @Test
    void asksTheNodeForChainCalls() {
        var response = ChainServiceGrpc.newBlockingStub(channel)
                .getBlockHeader(GetBlockHeaderRequest.newBuilder().setHeight(7).build());

        assertThat(response.getHeader().getBlockHash()).isEqualTo(ToyChain.hash(0, 7));
        assertThat(response.getTipHeight()).isEqualTo(3000);
    }

    @Test
    void refusesWithReasonAndFieldInTheDetails() throws Exception {
        StatusRuntimeException refusal = refusal(() -> ScriptServiceGrpc.newBlockingStub(channel)
                .decodeTransaction(DecodeTransactionRequest.newBuilder()
                        .setRawTransaction(ByteString.fromHex("00"))
                        .build()));

        com.google.rpc.Status details = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(details.getCode()).isEqualTo(3);
        assertThat(details.getDetailsCount()).isEqualTo(2);
        assertThat(details.getDetails(0).unpack(ErrorInfo.class))
                .isEqualTo(ErrorInfo.newBuilder()
                        .setDomain("turnout")
                        .setReason("TRANSACTION_MALFORMED")
                        .build());
        BadRequest badRequest = details.getDetails(1).unpack(BadRequest.class);
        assertThat(badRequest.getFieldViolationsList()).hasSize(1);
        assertThat(badRequest.getFieldViolations(0).getField()).isEqualTo("raw_transaction");
    }

    @Test
    void saysNothingOfAKeyInARefusal() {
        String key =
                "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHL";

        StatusRuntimeException refusal = refusal(() -> KeysServiceGrpc.newBlockingStub(channel)
                .deriveKey(DeriveKeyRequest.newBuilder().setExtendedKey(key).build()));

        assertThat(String.valueOf(StatusProto.fromThrowable(refusal)))
                .contains("EXTENDED_KEY_INVALID")
                .doesNotContain("xprv9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a", "0aff", "ff", "0a03666f", "0a02c328"})
    void refusesABodyThatIsNotTheMessage(String hex) throws Exception {
        StatusRuntimeException refusal = refusal(() -> callRaw(
                ScriptServiceGrpc.getValidateAddressMethod(),
                ByteString.fromHex(hex).toByteArray()));

        com.google.rpc.Status details = Objects.requireNonNull(StatusProto.fromThrowable(refusal));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(details.getDetailsCount()).isEqualTo(1);
        assertThat(details.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("REQUEST_MALFORMED");
    }

    @Test
    void refusesAMalformedBodyOfAStreamingCall() {
        StatusRuntimeException refusal = refusal(() -> callRaw(ChainServiceGrpc.getScanBlocksMethod(), new byte[] {8}));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(node.asked("getblock")).isZero();
    }

    @Test
    void ignoresUnknownFields() {
        // Field 15, varint 1, before network REGTEST.
        byte[] answer = callRaw(
                ScriptServiceGrpc.getValidateAddressMethod(),
                ByteString.fromHex("78011005").toByteArray());

        assertThat(answer).isNotEmpty();
    }

    @Test
    void streamsAWholeScanToASlowCaller() {
        List<Integer> heights = new ArrayList<>();
        var responses = ChainServiceGrpc.newBlockingStub(channel)
                .scanBlocks(ScanBlocksRequest.newBuilder().setToHeight(3000).build());
        ScanBlocksResponse last = ScanBlocksResponse.getDefaultInstance();
        while (responses.hasNext()) {
            last = responses.next();
            if (last.hasBlock()) {
                heights.add(last.getBlock().getHeader().getHeight());
            }
        }

        assertThat(heights).hasSize(3001).isSorted();
        assertThat(last.getEnd().getTipHeight()).isEqualTo(3000);
    }

    @Test
    void saysThatEachServiceIsHealthy() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);

        for (String service : List.of(
                "",
                "turnout.chain.v1.ChainService",
                "turnout.script.v1.ScriptService",
                "turnout.keys.v1.KeysService")) {
            assertThat(health.check(HealthCheckRequest.newBuilder()
                                    .setService(service)
                                    .build())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void keepsTheContractsDescriptorsOnReboundMethods() {
        services.definitions().stream()
                .flatMap(service -> service.getMethods().stream())
                .forEach(method -> {
                    var supplier = (ProtoMethodDescriptorSupplier)
                            Objects.requireNonNull(method.getMethodDescriptor().getSchemaDescriptor());
                    assertThat(supplier.getMethodDescriptor().getOptions().hasExtension(OptionsProto.operation))
                            .isTrue();
                });
    }

    @Test
    void refusesChainCallsWhereThereIsNoNode() {
        assertThat(services.nodeProblem()).isEmpty();
        try (NativeServices alone = NativeServices.createWithoutNode()) {
            assertThat(alone.nodeProblem())
                    .hasValueSatisfying(problem -> assertThat(problem).startsWith("NODE_UNREACHABLE"));
        }
    }

    private byte[] callRaw(MethodDescriptor<?, ?> method, byte[] body) {
        MethodDescriptor<byte[], byte[]> raw = MethodDescriptor.<byte[], byte[]>newBuilder(RAW, RAW)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method.getFullMethodName())
                .build();
        return ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, body);
    }

    private static StatusRuntimeException refusal(Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            return e;
        }
        throw new AssertionError("answered instead of refusing");
    }
}
