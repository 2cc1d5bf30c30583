package turnout.router.call;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.options.v1.OptionsProto;

/**
 * One RPC of the contract that takes part in the rollout.
 *
 * @param index place in {@link Operations#all()}, so that tables about operations are arrays
 * @param name full name, {@code turnout.chain.v1.ChainService/GetBlock}
 * @param keyField number of the request field that keeps a caller on one engine; 0 for none
 * @param cheapUpToBytes with cost CHEAP, the largest request that may run on an event loop
 */
public record Operation(
        int index,
        String name,
        String component,
        Effect effect,
        int keyField,
        Cost cost,
        int cheapUpToBytes,
        MethodDescriptor descriptor) {

    /** Default of {@code cheap_up_to}: 16 KiB. */
    private static final int CHEAP_UP_TO_BYTES = 16 * 1024;

    /** Reads the options of a method that {@link #takesPart}. */
    static Operation of(int index, MethodDescriptor method) {
        var options = method.getOptions().getExtension(OptionsProto.operation);
        FieldDescriptor key = method.getInputType().findFieldByName(options.getKey());
        return new Operation(
                index,
                method.getService().getFullName() + "/" + method.getName(),
                options.getComponent(),
                options.getEffect(),
                key == null ? 0 : key.getNumber(),
                options.getCost(),
                options.getCheapUpTo() == 0 ? CHEAP_UP_TO_BYTES : options.getCheapUpTo(),
                method);
    }

    static boolean takesPart(MethodDescriptor method) {
        return method.getOptions().hasExtension(OptionsProto.operation);
    }

    /** One request message, one reply message. */
    public boolean unary() {
        return !descriptor.isClientStreaming() && !descriptor.isServerStreaming();
    }
}
