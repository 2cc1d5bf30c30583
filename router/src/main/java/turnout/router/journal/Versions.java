package turnout.router.journal;

/**
 * What ran when the engines disagreed.
 *
 * @param nativeEngine the same as the gateway where it is part of it
 * @param python empty where the sidecars do not say
 */
public record Versions(String gateway, String nativeEngine, String python) {}
