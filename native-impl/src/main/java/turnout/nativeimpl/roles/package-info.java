/**
 * The PSBT operations of both services: each reads its request, calls what the role does, and fills its reply. The rules
 * of PSBTs do not belong here, nor any other operation.
 */
@NullMarked
package turnout.nativeimpl.roles;

import org.jspecify.annotations.NullMarked;
