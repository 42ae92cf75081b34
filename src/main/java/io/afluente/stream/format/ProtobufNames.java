package io.afluente.stream.format;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types that a {@code .proto} file defines, and what a name means where it stands. */
final class ProtobufNames {
    private static final List<String> SCALARS =
            List.of(
                    "double",
                    "float",
                    "int32",
                    "int64",
                    "uint32",
                    "uint64",
                    "sint32",
                    "sint64",
                    "fixed32",
                    "fixed64",
                    "sfixed32",
                    "sfixed64",
                    "bool",
                    "string",
                    "bytes");

    private final String root;
    private final Map<String, FieldDescriptorProto.Type> types = new HashMap<>();

    ProtobufNames(ProtoFileElement file) {
        this.root = file.getPackageName() == null ? "" : file.getPackageName();
        file.getTypes().forEach(type -> define(type, root));
    }

    /** The file's package; may be empty. */
    String root() {
        return root;
    }

    static String join(String scope, String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }

    private void define(TypeElement type, String scope) {
        String name = join(scope, type.getName());
        types.put(
                name,
                type instanceof EnumElement
                        ? FieldDescriptorProto.Type.TYPE_ENUM
                        : FieldDescriptorProto.Type.TYPE_MESSAGE);
        type.getNestedTypes().forEach(nested -> define(nested, name));
    }

    /** Sets the type of a field within a message, if it is one of this file or of none. */
    boolean giveType(FieldDescriptorProto.Builder field, String type, String message) {
        if (SCALARS.contains(type)) {
            String constant = "TYPE_" + type.toUpperCase(Locale.ROOT);
            field.setType(FieldDescriptorProto.Type.valueOf(constant));
            return true;
        }
        String name = type.startsWith(".") ? type.substring(1) : find(type, message);
        if (name == null || !types.containsKey(name)) {
            return false;
        }
        field.setType(types.get(name)).setTypeName("." + name);
        return true;
    }

    // the innermost scope counts, as in C++
    private String find(String type, String message) {
        for (String scope = message; ; ) {
            if (types.containsKey(join(scope, type))) {
                return join(scope, type);
            }
            if (scope.isEmpty()) {
                return null;
            }
            int dot = scope.lastIndexOf('.');
            scope = dot < 0 ? "" : scope.substring(0, dot);
        }
    }
}
