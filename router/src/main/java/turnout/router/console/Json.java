package turnout.router.console;

import tools.jackson.databind.json.JsonMapper;

/** The API's JSON. */
final class Json {

    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
