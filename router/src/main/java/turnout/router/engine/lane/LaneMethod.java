package turnout.router.engine.lane;

/**
 * One unary method that some worker takes by lane. Each connection has a number of its own for it.
 *
 * @param index place among the methods of one event loop, from 0
 * @param name {@code package.Service/Method}
 */
public record LaneMethod(int index, String name) {}
