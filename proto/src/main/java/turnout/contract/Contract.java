package turnout.contract;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.ExtensionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import turnout.options.v1.OptionsProto;

/**
 * The services that a gateway stands in front of, as descriptors.
 *
 * @param files every file of the descriptor set, imports included, in dependency order
 * @param services the services of those files, in the order of the set
 */
public record Contract(List<FileDescriptor> files, List<ServiceDescriptor> services) {

    /** Where the proto module puts its own descriptor set on the class path. */
    public static final String RESOURCE = "/turnout/contract.binpb";

    public Contract {
        files = List.copyOf(files);
        services = List.copyOf(services);
    }

    /** The contract that Turnout ships with. */
    public static Contract shipped() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path: was proto built?");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a serialized {@code google.protobuf.FileDescriptorSet} that holds its imports.
     *
     * @throws IOException when the bytes are not a descriptor set, or an import is missing or wrong
     */
    public static Contract read(InputStream in) throws IOException {
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        OptionsProto.registerAllExtensions(registry);
        FileDescriptorSet set = FileDescriptorSet.parseFrom(in, registry);
        Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
        set.getFileList().forEach(file -> protos.put(file.getName(), file));
        Map<String, FileDescriptor> built = new HashMap<>();
        List<FileDescriptor> files = new ArrayList<>();
        for (String name : protos.keySet()) {
            build(name, protos, built, files);
        }
        return new Contract(
                files,
                files.stream().flatMap(file -> file.getServices().stream()).toList());
    }

    /** Every RPC of every service. */
    public List<MethodDescriptor> methods() {
        return services.stream()
                .flatMap(service -> service.getMethods().stream())
                .toList();
    }

    private static FileDescriptor build(
            String name,
            Map<String, FileDescriptorProto> protos,
            Map<String, FileDescriptor> built,
            List<FileDescriptor> inOrder)
            throws IOException {
        FileDescriptor known = built.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto proto = protos.get(name);
        if (proto == null) {
            throw new IOException("the descriptor set lacks " + name + " (expected: a set written with its imports)");
        }
        FileDescriptor[] imports = new FileDescriptor[proto.getDependencyCount()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = build(proto.getDependency(i), protos, built, inOrder);
        }
        try {
            FileDescriptor file = FileDescriptor.buildFrom(proto, imports);
            built.put(name, file);
            inOrder.add(file);
            return file;
        } catch (DescriptorValidationException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }
}
