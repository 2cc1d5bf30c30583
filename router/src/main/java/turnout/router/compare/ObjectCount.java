package turnout.router.compare;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Counts what parsing a body would make, without making it: two bytes of an empty message become some 150 on the heap,
 * so that the size of a body does not bound what it costs.
 */
final class ObjectCount {

    /** Messages and fields that the contract does not know: 200,000 of either are some 30 MB. */
    private static final int MOST_OBJECTS = 200_000;

    /** Below it no body can cost more than a few MB. */
    private static final int SURELY_FEW_BYTES = 32 * 1024;

    private int left = MOST_OBJECTS;

    private ObjectCount() {}

    /** @return true also when the body is malformed, which parsing will say better */
    static boolean few(byte[] body, Descriptor type) {
        if (body.length <= SURELY_FEW_BYTES) {
            return true;
        }
        var count = new ObjectCount();
        try {
            count.read(CodedInputStream.newInstance(body), type, 0);
            return count.left >= 0;
        } catch (IOException e) {
            return true;
        }
    }

    private void read(CodedInputStream in, Descriptor type, int depth) throws IOException {
        while (left >= 0) {
            int tag = in.readTag();
            if (tag == 0) {
                return;
            }
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (field == null) {
                left--;
                in.skipField(tag);
            } else if (field.getType() == Type.MESSAGE && delimited && depth < 100) {
                left--;
                int outer = in.pushLimit(in.readRawVarint32());
                read(in, field.getMessageType(), depth + 1);
                in.skipRawBytes(Math.max(0, in.getBytesUntilLimit()));
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }
}
