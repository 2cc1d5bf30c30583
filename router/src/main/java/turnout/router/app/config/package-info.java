/**
 * The configuration: one table of keys, the reader that fills it from file, environment and command line, and the
 * records that the assembly takes its values from. Nothing here opens a port, starts a thread or knows what a value is
 * used for; live settings (flags, plans) do not belong here.
 */
@NullMarked
package turnout.router.app.config;

import org.jspecify.annotations.NullMarked;
