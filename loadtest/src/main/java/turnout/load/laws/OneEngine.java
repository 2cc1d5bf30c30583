package turnout.load.laws;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import java.util.concurrent.ExecutionException;
import turnout.load.vectors.Answer;
import turnout.load.vectors.BothEngines;
import turnout.load.vectors.Engine;

/** Calls of a law, all to one engine; blocks, and takes no refusal. */
record OneEngine(BothEngines engines, Engine engine) {

    <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Parser<A> parser, Q request)
            throws Law.Broken, InterruptedException {
        Answer answer;
        try {
            answer = engines.ask(engine, method.getFullMethodName(), request.toByteString())
                    .get();
        } catch (ExecutionException e) {
            throw new Law.Broken(String.valueOf(e.getCause()));
        }
        if (!(answer instanceof Answer.Replied replied) || replied.messages().size() != 1) {
            throw new Law.Broken(method.getBareMethodName() + " answers " + answer.text() + " to a request of "
                    + request.toByteString().size() + " bytes");
        }
        try {
            return parser.parseFrom(replied.messages().getFirst());
        } catch (InvalidProtocolBufferException e) {
            throw new Law.Broken(method.getBareMethodName() + " answers no message");
        }
    }
}
