package turnout.nativeimpl.script;

import turnout.nativeimpl.codec.AddressProblem;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.AddressError;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** What Core's validateaddress says, with its sentences as an enum. */
final class ValidateAddress {

    private ValidateAddress() {}

    static ValidateAddressResponse answer(ValidateAddressRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        return switch (AddressReader.read(request.getAddress(), chain)) {
            case AddressReading.Valid valid -> valid(valid);
            case AddressReading.Invalid invalid ->
                ValidateAddressResponse.newBuilder()
                        .setError(error(invalid.problem()))
                        .addAllErrorLocations(invalid.errorLocations())
                        .build();
        };
    }

    private static ValidateAddressResponse valid(AddressReading.Valid address) {
        ScriptTemplate template = address.template();
        ValidateAddressResponse.Builder response = ValidateAddressResponse.newBuilder()
                .setValid(true)
                .setScriptPubKey(Slices.bytes(address.scriptPubKey()))
                .setType(ScriptMessages.type(template.kind()))
                .setIsScript(isScript(template));
        if (template.isWitness()) {
            response.setIsWitness(true)
                    .setWitnessVersion(template.number())
                    .setWitnessProgram(Slices.bytes(template.data().getFirst()));
        }
        return response.build();
    }

    /** Core's `isscript`; it says nothing of versions that mean nothing yet. */
    private static boolean isScript(ScriptTemplate template) {
        return switch (template.kind()) {
            case SCRIPTHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, ANCHOR -> true;
            case NONSTANDARD, PUBKEY, PUBKEYHASH, MULTISIG, NULLDATA, WITNESS_V0_KEYHASH, WITNESS_UNKNOWN -> false;
        };
    }

    private static AddressError error(AddressProblem problem) {
        return switch (problem) {
            case UNRECOGNIZED -> AddressError.ADDRESS_ERROR_UNRECOGNIZED;
            case BASE58_PREFIX_OR_LENGTH -> AddressError.ADDRESS_ERROR_BASE58_PREFIX_OR_LENGTH;
            case BASE58_CHECKSUM -> AddressError.ADDRESS_ERROR_BASE58_CHECKSUM;
            case BECH32_ENCODING -> AddressError.ADDRESS_ERROR_BECH32_ENCODING;
            case BECH32_PREFIX -> AddressError.ADDRESS_ERROR_BECH32_PREFIX;
            case BECH32_VARIANT -> AddressError.ADDRESS_ERROR_BECH32_VARIANT;
            case WITNESS_PROGRAM -> AddressError.ADDRESS_ERROR_WITNESS_PROGRAM;
        };
    }
}
