/**
 * Signed messages: Core's, BIP137's and BIP322's virtual transactions. Here belongs what signing and verifying share and
 * how they do it; requests and replies belong to the components, scripts to the interpreter.
 */
@NullMarked
package turnout.nativeimpl.signedmessage;

import org.jspecify.annotations.NullMarked;
