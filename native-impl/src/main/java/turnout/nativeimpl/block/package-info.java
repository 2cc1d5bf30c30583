/**
 * What can be computed of a whole block: merkle roots (with CVE-2012-2459 in mind) and BIP158 filters. Here belong rules
 * over parsed blocks; reading their bytes belongs to the codec.
 */
@NullMarked
package turnout.nativeimpl.block;

import org.jspecify.annotations.NullMarked;
