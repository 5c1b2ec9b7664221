import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.types.Field;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * Kafka's own message classes as a filter: each line of standard input is answered by a line of standard output.
 *
 *   read CLASS VERSION HEX      the message in these bytes: LEFT HEX JSON, bytes left over, the message written again, its values
 *   make CLASS VERSION SEED     a random message: 0 HEX JSON
 */
public class KafkaMessages {
    private static final String[] TEXTS = {"", "a", "orders", "gr\u00f6\u00dfe", "\u65e5\u672c", "\ud83e\udd8a", "x".repeat(130)};
    private static final long[] EXTREMES = {0, 1, -1, Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", -1);
            short version = Short.parseShort(words[2]);
            ByteBuffer bytes = words[0].equals("read")
                ? ByteBuffer.wrap(HexFormat.of().parseHex(words[3]))
                : make(words[1], version, new Random(Long.parseLong(words[3])));
            output.println(answer(words[1], version, bytes));
        }
        output.flush();
    }

    private static String answer(String name, short version, ByteBuffer bytes) throws Exception {
        try {
            Message message = (Message) Class.forName(name).getConstructor(org.apache.kafka.common.protocol.Readable.class, short.class)
                .newInstance(new ByteBufferAccessor(bytes), version);
            ByteBuffer again = MessageUtil.toByteBufferAccessor(message, version).buffer();
            Object json = Class.forName(name + "JsonConverter").getMethod("write", Class.forName(name), short.class, boolean.class)
                .invoke(null, message, version, false);
            return bytes.remaining() + " " + hex(again) + " " + json;
        } catch (java.lang.reflect.InvocationTargetException failure) {
            return "failed " + failure.getCause();
        }
    }

    private static ByteBuffer make(String name, short version, Random random) throws Exception {
        Schema schema = ((Schema[]) Class.forName(name).getField("SCHEMAS").get(null))[version];
        Object struct = value(schema, random);
        ByteBuffer bytes = ByteBuffer.allocate(schema.sizeOf(struct));
        schema.write(bytes, struct);
        bytes.flip();
        return bytes;
    }

    private static Object value(Type type, Random random) {
        if (type.isNullable() && random.nextInt(4) == 0) {
            return null;
        }
        if (type instanceof TaggedFields) {
            return tagged((TaggedFields) type, random);
        }
        if (type instanceof Schema) {
            return struct((Schema) type, random);
        }
        if (type.arrayElementType().isPresent()) {
            Object[] elements = new Object[random.nextInt(4)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = value(type.arrayElementType().get(), random);
            }
            return elements;
        }
        return scalar(type.toString(), random);
    }

    private static Struct struct(Schema schema, Random random) {
        Struct struct = new Struct(schema);
        for (org.apache.kafka.common.protocol.types.BoundField field : schema.fields()) {
            struct.set(field, value(field.def.type, random));
        }
        return struct;
    }

    private static Map<Integer, Object> tagged(TaggedFields type, Random random) {
        Map<Integer, Object> values = new java.util.TreeMap<>();
        for (Map.Entry<Integer, Field> field : type.fields().entrySet()) {
            if (random.nextBoolean()) {
                values.put(field.getKey(), value(field.getValue().type, random));
            }
        }
        return values;
    }

    private static Object scalar(String type, Random random) {
        long number = random.nextInt(3) == 0 ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextInt(1000) - 1;
        switch (type) {
            case "BOOLEAN": return number % 2 == 0;
            case "INT8": return (byte) number;
            case "INT16": return (short) number;
            case "UINT16": return (int) (number & 0xffff);
            case "INT32": return (int) number;
            case "INT64": return number;
            case "FLOAT64": return number / 3.0;
            case "UUID": return new Uuid(random.nextLong(), random.nextLong());
            default: break;
        }
        if (type.endsWith("STRING")) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return type.endsWith("RECORDS") ? MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)) : ByteBuffer.wrap(bytes);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
