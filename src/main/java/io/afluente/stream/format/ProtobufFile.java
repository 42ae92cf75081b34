package io.afluente.stream.format;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A {@code .proto} file. Fields that ours have not, those whose types stand in other files, and
 * maps are left out: in a value they are unknown fields then, which are passed over. All fields can
 * be absent, whatever the file's syntax; {@link #isAlwaysThere} says which are never said to be.
 */
final class ProtobufFile {
    private final ProtoFileElement file;
    private final ProtobufNames names;
    private final Predicate<String> known;
    private final Set<String> alwaysThere = new HashSet<>();
    private final FileDescriptor descriptor;

    private ProtobufFile(ProtoFileElement file, Predicate<String> known)
            throws DescriptorValidationException {
        this.file = file;
        this.known = known;
        this.names = new ProtobufNames(file);
        FileDescriptorProto.Builder proto =
                FileDescriptorProto.newBuilder()
                        .setName("registered.proto")
                        .setPackage(names.root())
                        .setOptions(FileOptions.getDefaultInstance());
        for (TypeElement type : file.getTypes()) {
            if (type instanceof MessageElement message) {
                proto.addMessageType(message(message, names.root()));
            } else if (type instanceof EnumElement choices) {
                proto.addEnumType(choices(choices));
            }
        }
        this.descriptor = FileDescriptor.buildFrom(proto.build(), new FileDescriptor[0]);
    }

    /**
     * Reads the text of a file of ours.
     *
     * @throws BadValueException if it is none
     */
    static ProtobufFile parse(String text) {
        return parse(text, field -> true);
    }

    /** Reads the text of somebody's file, and keeps of it the fields that one of ours has. */
    static ProtobufFile parse(String text, ProtobufFile ours) {
        Set<String> names = new HashSet<>();
        ours.messages()
                .forEach(
                        type ->
                                type.getFields()
                                        .forEach(field -> names.add(bare(field.getName()))));
        return parse(text, field -> names.contains(bare(field)));
    }

    private static ProtobufFile parse(String text, Predicate<String> known) {
        try {
            Location somewhere = Location.Companion.get("registered.proto");
            return new ProtobufFile(ProtoParser.Companion.parse(somewhere, text), known);
        } catch (DescriptorValidationException | RuntimeException e) {
            // the parser's own exceptions are those of any Kotlin program
            throw new BadValueException("no Protobuf: " + e.getMessage());
        } catch (StackOverflowError e) {
            // the parser has no limit of its own
            throw new BadValueException("no Protobuf: nested too deeply");
        }
    }

    /** The same for all ways in which a name can be written that are one in JSON. */
    private static String bare(String field) {
        return field.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The messages of the file, in their order. */
    List<Descriptor> messages() {
        return descriptor.getMessageTypes();
    }

    /** Whether a field has a value even where nothing is written of it. */
    boolean isAlwaysThere(FieldDescriptor field) {
        return alwaysThere.contains(field.getFullName());
    }

    private DescriptorProto message(MessageElement message, String scope) {
        String name = ProtobufNames.join(scope, message.getName());
        DescriptorProto.Builder proto = DescriptorProto.newBuilder().setName(message.getName());
        for (TypeElement type : message.getNestedTypes()) {
            if (type instanceof MessageElement nested) {
                proto.addNestedType(message(nested, name));
            } else if (type instanceof EnumElement choices) {
                proto.addEnumType(choices(choices));
            }
        }
        message.getFields().forEach(field -> add(proto, field, name, false));
        for (OneOfElement oneOf : message.getOneOfs()) {
            oneOf.getFields().forEach(field -> add(proto, field, name, true));
        }
        return proto.build();
    }

    private void add(
            DescriptorProto.Builder into, FieldElement field, String scope, boolean oneOf) {
        FieldDescriptorProto.Builder proto =
                FieldDescriptorProto.newBuilder()
                        .setName(field.getName())
                        .setNumber(field.getTag())
                        .setLabel(
                                field.getLabel() == Field.Label.REPEATED
                                        ? FieldDescriptorProto.Label.LABEL_REPEATED
                                        : FieldDescriptorProto.Label.LABEL_OPTIONAL);
        if (!known.test(field.getName()) || !names.giveType(proto, field.getType(), scope)) {
            return;
        }
        into.addField(proto);
        boolean message = proto.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE;
        if (isProto3() && !oneOf && field.getLabel() == null && !message) {
            alwaysThere.add(ProtobufNames.join(scope, field.getName()));
        }
    }

    private boolean isProto3() {
        return String.valueOf(file.getSyntax()).toLowerCase(Locale.ROOT).contains("proto3");
    }

    private static EnumDescriptorProto choices(EnumElement choices) {
        EnumDescriptorProto.Builder proto =
                EnumDescriptorProto.newBuilder().setName(choices.getName());
        Set<Integer> numbers = new HashSet<>();
        choices.getConstants()
                .forEach(
                        choice -> {
                            if (numbers.add(choice.getTag())) {
                                proto.addValue(
                                        EnumValueDescriptorProto.newBuilder()
                                                .setName(choice.getName())
                                                .setNumber(choice.getTag()));
                            }
                        });
        return proto.build();
    }
}
