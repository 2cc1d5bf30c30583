package turnout.nativeimpl.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.curve.PublicKey;

/**
 * Writes scripts as Core's RPC does on one chain: assembly, address, inferred descriptor. Reuses one buffer, so a
 * printer belongs to one thread; it is cheap to make.
 */
public final class ScriptPrinter {

    private final Chain chain;
    private final AsciiWriter out = new AsciiWriter();

    public ScriptPrinter(Chain chain) {
        this.chain = chain;
    }

    public Chain chain() {
        return chain;
    }

    /** The text of a scriptPubKey, or of any script without hash types. */
    public String asm(Slice script) {
        return text(asmAscii(script));
    }

    /** {@link #asm} as ASCII, for a reply that is bytes in the end. */
    public byte[] asmAscii(Slice script) {
        out.clear();
        Asm.write(out, script, false);
        return out.bytes();
    }

    /** The text of a scriptSig: what looks like a signature is followed by its hash type, as {@code [ALL]}. */
    public String scriptSigAsm(Slice script) {
        return text(scriptSigAsmAscii(script));
    }

    /** {@link #scriptSigAsm} as ASCII. */
    public byte[] scriptSigAsmAscii(Slice script) {
        out.clear();
        Asm.write(out, script, true);
        return out.bytes();
    }

    /** The address of an output; null where it has none (P2PK has none). */
    public @Nullable String address(ScriptTemplate template) {
        return switch (template.kind()) {
            case PUBKEYHASH -> base58(chain.pubkeyHashPrefix(), template.data().getFirst());
            case SCRIPTHASH -> base58(chain.scriptHashPrefix(), template.data().getFirst());
            case WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, ANCHOR, WITNESS_UNKNOWN -> {
                out.clear();
                Bech32.encode(
                        out,
                        chain.bech32Prefix(),
                        template.number(),
                        template.data().getFirst());
                yield out.text();
            }
            case NONSTANDARD, PUBKEY, MULTISIG, NULLDATA -> null;
        };
    }

    /** The P2SH address of a script. */
    public String scriptHashAddress(Slice script) {
        return base58(chain.scriptHashPrefix(), Slice.of(Hashes.hash160(script)));
    }

    /**
     * The descriptor that Core infers when it knows nothing but the script, with its checksum.
     *
     * @param address what {@link #address} gave for the template
     */
    public String descriptor(Slice script, ScriptTemplate template, @Nullable String address) {
        return text(descriptorAscii(script, template, address));
    }

    /** {@link #descriptor} as ASCII. */
    public byte[] descriptorAscii(Slice script, ScriptTemplate template, @Nullable String address) {
        out.clear();
        if (template.kind() == ScriptKind.PUBKEY && isPlainKey(template.data().getFirst())) {
            out.append("pk(");
            out.appendHex(template.data().getFirst());
        } else if (template.kind() == ScriptKind.MULTISIG
                && template.data().stream().allMatch(ScriptPrinter::isPlainKey)) {
            multi(template);
        } else if (template.kind() == ScriptKind.WITNESS_V1_TAPROOT
                && PublicKey.ofX(template.data().getFirst().toByteArray()).isPresent()) {
            out.append("rawtr(");
            out.appendHex(template.data().getFirst());
        } else if (address != null) {
            out.append("addr(");
            out.append(address);
        } else {
            out.append("raw(");
            out.appendHex(script);
        }
        out.append(')');
        DescriptorChecksum.append(out);
        return out.bytes();
    }

    /** The descriptor of a script that stands behind P2WSH; null where it has none of its template. */
    @Nullable
    String witnessScriptDescriptor(ScriptTemplate template) {
        if (template.kind() != ScriptKind.MULTISIG) {
            return null;
        }
        out.clear();
        out.append("wsh(");
        multi(template);
        out.append("))");
        DescriptorChecksum.append(out);
        return out.text();
    }

    private void multi(ScriptTemplate template) {
        out.append("multi(");
        out.append(Integer.toString(template.number()));
        for (Slice key : template.data()) {
            out.append(',');
            out.appendHex(key);
        }
    }

    /** Core's IsValidNonHybrid: descriptors have no hybrid keys. */
    private static boolean isPlainKey(Slice key) {
        return key.at(0) <= 4;
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    private String base58(int prefix, Slice hash) {
        out.clear();
        Base58Address.encode(out, prefix, hash);
        return out.text();
    }
}
