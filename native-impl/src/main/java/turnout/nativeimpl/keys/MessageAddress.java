package turnout.nativeimpl.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.AddressKind;
import turnout.nativeimpl.signedmessage.Challenge;
import turnout.nativeimpl.signedmessage.SigningKey;
import turnout.nativeimpl.taproot.OutputKey;

/** An address that a message is to be signed for, and what of script and keys fits it. */
record MessageAddress(Slice scriptPubKey, ScriptTemplate template) {

    // Core's MAX_SCRIPT_ELEMENT_SIZE: a longer redeem script cannot be pushed.
    private static final int MAX_REDEEM_SCRIPT = 520;
    private static final Slice NOTHING = Slice.of(new byte[0]);

    static MessageAddress read(String address, Chain chain) throws Refusal {
        if (address.isEmpty()) {
            throw Refusal.required("address");
        }
        if (!(AddressReader.read(address, chain) instanceof AddressReading.Valid valid)) {
            throw Refusal.at(
                    "address",
                    Reason.ADDRESS_INVALID,
                    "address: " + Refusal.quote(address) + " is not an address of " + chain.rpcName());
        }
        return switch (valid.template().kind()) {
            case PUBKEYHASH, SCRIPTHASH, WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT ->
                new MessageAddress(valid.scriptPubKey(), valid.template());
            case NONSTANDARD, PUBKEY, MULTISIG, NULLDATA, ANCHOR, WITNESS_UNKNOWN ->
                throw Refusal.at(
                        "address",
                        Reason.ADDRESS_WITHOUT_KEY,
                        "address: " + Refusal.quote(address) + " is of a kind that messages are not signed for");
        };
    }

    Challenge challenge(Slice script, List<WifKey> keys) throws Refusal {
        AddressKind kind = kind(script);
        List<SigningKey> signing = kind.hasOneKey() ? List.of(single(kind, keys)) : chosen(kind, script, keys);
        return new Challenge(kind, scriptPubKey, script, signing);
    }

    private AddressKind kind(Slice script) throws Refusal {
        AddressKind oneKey = switch (template.kind()) {
            case PUBKEYHASH -> AddressKind.P2PKH;
            case WITNESS_V0_KEYHASH -> AddressKind.P2WPKH;
            case WITNESS_V1_TAPROOT -> AddressKind.P2TR;
            default -> AddressKind.P2SH_P2WPKH;
        };
        if (template.kind() == ScriptKind.WITNESS_V0_SCRIPTHASH) {
            if (script.isEmpty()) {
                throw Refusal.required("script");
            }
            return multisig(AddressKind.P2WSH_MULTISIG, script, Slice.of(Hashes.sha256(script)));
        }
        if (script.isEmpty()) {
            return oneKey;
        }
        if (oneKey != AddressKind.P2SH_P2WPKH) {
            throw mismatch("script: the address has none behind it");
        }
        if (Slice.of(Hashes.hash160(script)).equals(hash())) {
            if (script.length() > MAX_REDEEM_SCRIPT) {
                throw mismatch("script: more than " + MAX_REDEEM_SCRIPT + " bytes can never be spent");
            }
            return multisig(AddressKind.P2SH_MULTISIG, script, hash());
        }
        Slice program = OutputScript.witness(0, Slice.of(Hashes.sha256(script)));
        return multisig(AddressKind.P2SH_P2WSH_MULTISIG, script, Slice.of(Hashes.hash160(program)));
    }

    private AddressKind multisig(AddressKind kind, Slice script, Slice hash) throws Refusal {
        if (!hash.equals(hash())) {
            throw mismatch("script: does not stand behind the address");
        }
        if (ScriptTemplate.of(script).kind() != ScriptKind.MULTISIG) {
            throw mismatch("script: not multisig");
        }
        return kind;
    }

    private SigningKey single(AddressKind kind, List<WifKey> keys) throws Refusal {
        WifKey key = keys.getFirst();
        SigningKey signing = new SigningKey(key.key(), Slice.of(key.publicKey()));
        if (keys.size() > 1) {
            throw otherKeys("one key signs for this address");
        }
        if (!key.isCompressed() && kind != AddressKind.P2PKH) {
            throw otherKeys("segwit has compressed keys only");
        }
        Slice keyHash = Slice.of(Hashes.hash160(signing.publicKey()));
        boolean fits = switch (kind) {
            case P2PKH, P2WPKH -> keyHash.equals(hash());
            case P2SH_P2WPKH ->
                Slice.of(Hashes.hash160(OutputScript.witness(0, keyHash))).equals(hash());
            case P2TR -> {
                OutputKey output = OutputKey.of(signing.publicKey().slice(1, 32), NOTHING);
                yield output != null && output.x().equals(hash());
            }
            case P2SH_MULTISIG, P2WSH_MULTISIG, P2SH_P2WSH_MULTISIG -> throw new IllegalStateException("has a script");
        };
        if (!fits) {
            throw otherKeys("not the key of the address");
        }
        return signing;
    }

    /** Those that sign, in the script's order; every given key must be in it. */
    private static List<SigningKey> chosen(AddressKind kind, Slice script, List<WifKey> keys) throws Refusal {
        ScriptTemplate multisig = ScriptTemplate.of(script);
        Map<Slice, WifKey> given = new HashMap<>();
        for (WifKey key : keys) {
            Slice publicKey = Slice.of(key.publicKey());
            if ((!key.isCompressed() && kind != AddressKind.P2SH_MULTISIG)
                    || !multisig.data().contains(publicKey)) {
                throw otherKeys("not a key of the script");
            }
            given.put(publicKey, key);
        }
        List<SigningKey> chosen = new ArrayList<>();
        for (Slice publicKey : multisig.data()) {
            WifKey key = given.get(publicKey);
            if (key != null && chosen.size() < multisig.number()) {
                chosen.add(new SigningKey(key.key(), publicKey));
            }
        }
        if (chosen.size() < multisig.number()) {
            throw otherKeys(chosen.size() + " of " + multisig.number() + " keys that the script needs");
        }
        return chosen;
    }

    /** What the address holds: a hash, or an output key. */
    private Slice hash() {
        return template.data().getFirst();
    }

    private static Refusal mismatch(String message) {
        return Refusal.at("script", Reason.SCRIPT_MISMATCH, message);
    }

    private static Refusal otherKeys(String message) {
        return Refusal.at("private_keys", Reason.KEY_MISMATCH, "private_keys: " + message);
    }
}
