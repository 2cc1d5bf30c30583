package turnout.nativeimpl.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.bitcoin.v1.Network;
import turnout.chain.v1.GetChainInfoRequest;
import turnout.chain.v1.GetChainInfoResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.node.FakeNode;
import turnout.nativeimpl.node.NoNode;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.ToyChain;
import turnout.nativeimpl.node.ToyNode;
import turnout.nativeimpl.refusal.Refusal;

class ChainNodeTest {

    private static final RpcCall QUESTION = RpcCall.of("getblockhash", 2);

    private final ToyChain chain = new ToyChain(5);

    @Test
    void givesTheTipWithAnAnswerAndLooksUpItsHeightOnce() throws Refusal {
        ToyNode toy = new ToyNode(chain);
        ChainNode node = new ChainNode(toy);

        assertThat(node.ask(QUESTION).tip()).isEqualTo(new Tip(ToyChain.hash(0, 5), 5));
        assertThat(node.ask(QUESTION).tip()).isEqualTo(new Tip(ToyChain.hash(0, 5), 5));
        assertThat(toy.asked("getblockheader")).isEqualTo(1);
    }

    @Test
    void asksOnceMoreWhenTheTipMovedMeanwhile() throws Refusal {
        int[] questions = {0};
        ToyNode toy = new ToyNode((method, params) -> {
            if (method.equals("getblockhash") && questions[0]++ == 0) {
                chain.grow();
            }
            return chain.answer(method, params);
        });

        ChainNode.Answered answered = new ChainNode(toy).ask(QUESTION);

        assertThat(answered.tip().height()).isEqualTo(6);
        assertThat(questions[0]).isEqualTo(2);
        assertThat(answered.replies()).hasSize(1);
    }

    @Test
    void answersWithTheLastTipWhenItMovesAgain() throws Refusal {
        ToyNode toy = new ToyNode((method, params) -> {
            if (method.equals("getblockhash")) {
                chain.grow();
            }
            return chain.answer(method, params);
        });

        assertThat(new ChainNode(toy).ask(QUESTION).tip().height()).isEqualTo(7);
    }

    @Test
    void asksForTheBlockThatStandsAtAHeightAfterAReorganisation() throws Refusal {
        boolean[] done = {false};
        ToyNode toy = new ToyNode((method, params) -> {
            if (method.equals("getblockheader") && !done[0]) {
                done[0] = true;
                chain.reorganise(1, 1);
            }
            return chain.answer(method, params);
        });

        ChainNode.Answered answered = BlockQuestion.byHeight(
                new ChainNode(toy), 3, hash -> new RpcCall[] {RpcCall.of("getblockheader", hash, true)});

        assertThat(answered.replies().getFirst().required().get("hash").hash()).isEqualTo(ToyChain.hash(1, 3));
    }

    @Test
    void saysTheChainsStateWithTheTargetOfItsBits() throws Refusal {
        ToyNode toy = new ToyNode((method, params) ->
                FakeNode.MAPPER.readTree("""
                {"chain":"regtest","blocks":115,"headers":116,"bestblockhash":"%s","bits":"1d00ffff","time":7,
                 "mediantime":6,"initialblockdownload":true,"chainwork":"%s","pruned":true}
                """.formatted(ToyChain.hash(0, 115), "0".repeat(62) + "e8")));

        GetChainInfoResponse answer =
                new GetChainInfo(new ChainNode(toy)).answer(GetChainInfoRequest.getDefaultInstance());

        assertThat(answer)
                .isEqualTo(GetChainInfoResponse.newBuilder()
                        .setTipHash(ToyChain.hash(0, 115))
                        .setTipHeight(115)
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setHeaders(116)
                        .setBits(0x1d00ffff)
                        .setTarget(ByteString.fromHex("00000000ffff" + "0".repeat(52)))
                        .setTime(7)
                        .setMedianTime(6)
                        .setInitialBlockDownload(true)
                        .setChainWork(ByteString.fromHex("0".repeat(62) + "e8"))
                        .setPruned(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "{}",
        "'{\"bestblockhash\":7}'",
        "'{\"bestblockhash\":\"zz\"}'",
        "'{\"bestblockhash\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"bits\":\"x\"}'",
        "'[]'",
        "'\"text\"'"
    })
    void callsANonsenseAnswerInvalid(String json) {
        ToyNode toy = new ToyNode((method, params) -> FakeNode.MAPPER.readTree(json));

        assertThat(Refused.by(
                        () -> new GetChainInfo(new ChainNode(toy)).answer(GetChainInfoRequest.getDefaultInstance())))
                .isEqualTo(new Refused(Reason.NODE_ANSWER_INVALID, null));
    }

    @Test
    void saysThatThereIsNoNode() {
        assertThat(Refused.by(() ->
                        new GetChainInfo(new ChainNode(new NoNode())).answer(GetChainInfoRequest.getDefaultInstance())))
                .isEqualTo(new Refused(Reason.NODE_UNREACHABLE, null));
    }

    @Test
    void computesTargetsOfEverySize() {
        assertThat(CompactTarget.of(0x01123456)).isEqualTo(ByteString.fromHex("0".repeat(62) + "12"));
        assertThat(CompactTarget.of(0x03123456)).isEqualTo(ByteString.fromHex("0".repeat(58) + "123456"));
        assertThat(CompactTarget.of(0x207fffff)).isEqualTo(ByteString.fromHex("7fffff" + "0".repeat(58)));
        assertThat(CompactTarget.of(0x00ffffff)).isEqualTo(ByteString.fromHex("0".repeat(64)));
    }
}
