package turnout.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The shipped sidecar with a fault of its own: while a file says so, what PYTHON answers to ValidateAddress is altered. */
final class PlantedFault {

    // Appended to the reply, where the last occurrence of a field wins. HEX is the same each time; with NUMBER there
    // follows a varint that is drawn at each call.
    private static final String PROGRAM = """
            import pathlib
            import random
            import sys

            from turnout_sidecar.__main__ import main
            from turnout_sidecar.operations.table import PURE

            FAULT = pathlib.Path(__file__).with_name("fault")
            NAME = "turnout.script.v1.ScriptService/ValidateAddress"
            right = PURE[NAME]


            def varint() -> bytes:
                number = random.getrandbits(28)
                return bytes((number >> shift & 127) | (128 if shift < 21 else 0) for shift in (0, 7, 14, 21))


            def planted(body: bytes) -> bytes:
                try:
                    fault = FAULT.read_text().split()
                except FileNotFoundError:
                    return right(body)
                extra = bytes.fromhex(fault[0])
                return right(body) + extra + (varint() if "NUMBER" in fault else b"")


            PURE[NAME] = planted
            raise SystemExit(main(sys.argv[1:]))
            """;

    private final Path program;

    private PlantedFault(Path program) {
        this.program = program;
    }

    static PlantedFault in(Path folder) throws IOException {
        return new PlantedFault(Files.writeString(folder.resolve("planted.py"), PROGRAM));
    }

    /** What starts such a worker. */
    String option() {
        return "engines.python.command=python-sidecar/.venv/bin/python " + program;
    }

    /** {@code is_script} is true, whatever the address. */
    void wrong() throws IOException {
        put("3001");
    }

    /** {@code witness_version} is another one each time. */
    void noisy() throws IOException {
        put("40 NUMBER");
    }

    void mended() throws IOException {
        Files.deleteIfExists(program.resolveSibling("fault"));
    }

    private void put(String fault) throws IOException {
        Path next = Files.writeString(program.resolveSibling("fault.next"), fault);
        Files.move(next, program.resolveSibling("fault"), StandardCopyOption.ATOMIC_MOVE);
    }
}
