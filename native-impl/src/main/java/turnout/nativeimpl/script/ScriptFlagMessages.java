package turnout.nativeimpl.script;

import java.util.EnumSet;
import java.util.List;
import turnout.nativeimpl.interpreter.ScriptFlag;
import turnout.nativeimpl.interpreter.ScriptFlags;
import turnout.nativeimpl.refusal.Refusal;

/** The contract's script flags as the interpreter's: their numbers are its order, after UNSPECIFIED. */
final class ScriptFlagMessages {

    private static final ScriptFlag[] FLAGS = ScriptFlag.values();

    private ScriptFlagMessages() {}

    /** @param numbers as on the wire: the contract's enum is open */
    static ScriptFlags read(List<Integer> numbers) throws Refusal {
        EnumSet<ScriptFlag> flags = EnumSet.noneOf(ScriptFlag.class);
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            if (number < 1 || number > FLAGS.length) {
                throw Refusal.unknownValue("flags[" + i + "]", number);
            }
            flags.add(FLAGS[number - 1]);
        }
        return ScriptFlags.of(flags);
    }
}
