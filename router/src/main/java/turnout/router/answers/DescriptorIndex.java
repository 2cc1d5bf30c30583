package turnout.router.answers;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which file says what, over a set of files and everything that they import. Immutable. */
final class DescriptorIndex {

    private final Map<String, FileDescriptor> byName = new HashMap<>();
    private final Map<String, FileDescriptor> bySymbol = new HashMap<>();
    /** Of each message, what extends it. */
    private final Map<String, SortedMap<Integer, FileDescriptor>> byExtension = new HashMap<>();

    /** @param files where two have the same name the first counts */
    DescriptorIndex(Collection<FileDescriptor> files) {
        files.forEach(this::add);
    }

    Optional<FileDescriptor> file(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param symbol full name of a service, method, message, enum or extension, without a leading dot */
    Optional<FileDescriptor> fileOf(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    Optional<FileDescriptor> fileOfExtension(String message, int number) {
        return Optional.ofNullable(byExtension.get(message)).map(extensions -> extensions.get(number));
    }

    /** The numbers of a message's extensions, ascending; empty when the message is not known. */
    Optional<List<Integer>> extensionNumbers(String message) {
        return Optional.ofNullable(byExtension.get(message)).map(extensions -> List.copyOf(extensions.keySet()));
    }

    /** A file and all that it needs to be understood, itself first, each as a {@code FileDescriptorProto}. */
    static List<ByteString> withImports(FileDescriptor file) {
        Map<String, FileDescriptor> needed = new LinkedHashMap<>();
        collect(file, needed);
        List<ByteString> protos = new ArrayList<>(needed.size());
        needed.values().forEach(each -> protos.add(each.toProto().toByteString()));
        return protos;
    }

    private static void collect(FileDescriptor file, Map<String, FileDescriptor> into) {
        if (into.putIfAbsent(file.getName(), file) == null) {
            file.getDependencies().forEach(each -> collect(each, into));
        }
    }

    private void add(FileDescriptor file) {
        if (byName.putIfAbsent(file.getName(), file) != null) {
            return;
        }
        file.getDependencies().forEach(this::add);
        file.getServices().forEach(this::addService);
        file.getMessageTypes().forEach(this::addMessage);
        file.getEnumTypes().forEach(this::addEnum);
        file.getExtensions().forEach(this::addExtension);
    }

    private void addService(ServiceDescriptor service) {
        bySymbol.put(service.getFullName(), service.getFile());
        service.getMethods().forEach(method -> bySymbol.put(method.getFullName(), service.getFile()));
    }

    private void addMessage(Descriptor message) {
        bySymbol.put(message.getFullName(), message.getFile());
        byExtension.computeIfAbsent(message.getFullName(), name -> new TreeMap<>());
        message.getNestedTypes().forEach(this::addMessage);
        message.getEnumTypes().forEach(this::addEnum);
        message.getExtensions().forEach(this::addExtension);
    }

    private void addEnum(EnumDescriptor type) {
        bySymbol.put(type.getFullName(), type.getFile());
    }

    private void addExtension(FieldDescriptor extension) {
        bySymbol.put(extension.getFullName(), extension.getFile());
        byExtension
                .computeIfAbsent(extension.getContainingType().getFullName(), name -> new TreeMap<>())
                .put(extension.getNumber(), extension.getFile());
    }
}
