/**
 * The keys component: pure functions over BIP32 keys and BIP39 sentences. Nothing here is logged or kept, and no text it
 * makes holds a secret.
 */
@NullMarked
package turnout.nativeimpl.keys;

import org.jspecify.annotations.NullMarked;
