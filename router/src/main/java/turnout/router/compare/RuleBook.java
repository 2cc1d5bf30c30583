package turnout.router.compare;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import turnout.options.v1.FieldRules;
import turnout.options.v1.OptionsProto;
import turnout.router.call.Operations;

/** The field rules of every message of a contract, compiled once. Immutable when made. */
final class RuleBook {

    /** What is written for people: engines may word it differently. */
    private static final Set<String> FOR_PEOPLE = Set.of(
            "google.rpc.Status.message",
            "google.rpc.BadRequest.FieldViolation.description",
            "google.rpc.BadRequest.FieldViolation.localized_message");

    /** Lists whose order says nothing. */
    private static final Set<String> UNORDERED =
            Set.of("google.rpc.Status.details", "google.rpc.BadRequest.field_violations");

    private final boolean failures;
    private final Map<Descriptor, MessageRules> rules = new IdentityHashMap<>();
    private final Map<String, MessageRules> byName = new HashMap<>();

    private RuleBook(boolean failures) {
        this.failures = failures;
    }

    /** Of bodies. An Any is looked into when its type stands in one of the operations' files or in what they import. */
    static RuleBook ofBodies(Operations operations) {
        return new RuleBook(false).addAll(files(operations));
    }

    /**
     * Of {@code google.rpc.Status}: texts for people are not compared; ErrorInfo, BadRequest and the contract's own
     * details are compared by fields, all other details by their bytes.
     */
    static RuleBook ofFailures(Operations operations) {
        RuleBook book = new RuleBook(true);
        book.addAll(files(operations));
        book.byName.keySet().removeIf(name -> name.startsWith("google.rpc."));
        book.add(ErrorInfo.getDescriptor());
        book.add(BadRequest.getDescriptor());
        book.add(Status.getDescriptor());
        return book;
    }

    /** Of a message that stands in the contract. */
    MessageRules of(Descriptor type) {
        MessageRules found = rules.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type.getFullName() + " is no message of this contract");
        }
        return found;
    }

    /** @param name full name of a message; null when the contract does not know it */
    @Nullable
    MessageRules find(String name) {
        return byName.get(name);
    }

    private static Collection<FileDescriptor> files(Operations operations) {
        Set<FileDescriptor> files = new HashSet<>();
        operations.all().forEach(operation -> collect(operation.descriptor().getFile(), files));
        return files;
    }

    private static void collect(FileDescriptor file, Set<FileDescriptor> files) {
        if (files.add(file)) {
            file.getDependencies().forEach(imported -> collect(imported, files));
        }
    }

    private RuleBook addAll(Collection<FileDescriptor> files) {
        files.forEach(file -> file.getMessageTypes().forEach(this::addWithNested));
        return this;
    }

    private void addWithNested(Descriptor type) {
        add(type);
        type.getNestedTypes().forEach(this::addWithNested);
    }

    private MessageRules add(Descriptor type) {
        MessageRules known = rules.get(type);
        if (known != null) {
            return known;
        }
        MessageRules made = new MessageRules(type);
        rules.put(type, made);
        byName.put(type.getFullName(), made);
        List<FieldRule> fields = new ArrayList<>();
        type.getFields().forEach(field -> fields.add(rule(field)));
        made.fill(fields);
        return made;
    }

    private FieldRule rule(FieldDescriptor field) {
        FieldRules stated = field.getOptions().getExtension(OptionsProto.rules);
        String name = field.getFullName();
        return new FieldRule(
                field,
                stated.getIgnore() || (failures && FOR_PEOPLE.contains(name)),
                stated.getUnordered() || (failures && UNORDERED.contains(name)),
                stated.getTolerance(),
                stated.getBasis(),
                stated.getSensitive(),
                failures && name.equals("google.rpc.ErrorInfo.reason") ? "reason" : "value",
                field.getJavaType() == JavaType.MESSAGE ? add(field.getMessageType()) : null);
    }
}
