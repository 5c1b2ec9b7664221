import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * Reads record batches from standard input with Kafka's own code. Prints one line per batch, one per record, and the batch as Kafka
 * builds it from these records with each codec.
 */
public class KafkaRecords {
    public static void main(String[] arguments) throws Exception {
        MemoryRecords records = MemoryRecords.readableRecords(ByteBuffer.wrap(System.in.readAllBytes()));
        StringBuilder lines = new StringBuilder();
        for (MutableRecordBatch batch : records.batches()) {
            batch.ensureValid();
            describe(batch, lines);
            for (CompressionType codec : CompressionType.values()) {
                rebuild(batch, codec, lines);
            }
        }
        System.out.print(lines);
    }

    private static void describe(MutableRecordBatch batch, StringBuilder lines) {
        lines.append(String.format("batch %d-%d epoch %d producer %d/%d/%d count %d max %d codec %s%s%s%n",
            batch.baseOffset(), batch.lastOffset(), batch.partitionLeaderEpoch(), batch.producerId(), batch.producerEpoch(),
            batch.baseSequence(), batch.countOrNull(), batch.maxTimestamp(), batch.compressionType().name,
            batch.isTransactional() ? " transactional" : "", batch.isControlBatch() ? " control" : ""));
        for (Record record : batch) {
            lines.append(String.format("record %d @%d %s=%s", record.offset(), record.timestamp(), hex(record.key()), hex(record.value())));
            for (Header header : record.headers()) {
                byte[] value = header.value();
                lines.append(String.format(" [%s=%s]", header.key(), hex(value == null ? null : ByteBuffer.wrap(value))));
            }
            lines.append(System.lineSeparator());
        }
    }

    private static void rebuild(MutableRecordBatch batch, CompressionType codec, StringBuilder lines) {
        ByteBufferOutputStream output = new ByteBufferOutputStream(1024);
        MemoryRecordsBuilder builder = new MemoryRecordsBuilder(output, batch.magic(), Compression.of(codec).build(),
            TimestampType.CREATE_TIME, batch.baseOffset(), -1, batch.producerId(), batch.producerEpoch(), batch.baseSequence(),
            batch.isTransactional(), batch.isControlBatch(), batch.partitionLeaderEpoch(), Integer.MAX_VALUE);
        for (Record record : batch) {
            if (batch.isControlBatch()) {
                builder.appendControlRecordWithOffset(record.offset(), new SimpleRecord(record));
            } else {
                builder.appendWithOffset(record.offset(), record);
            }
        }
        lines.append("rebuilt ").append(codec.name).append(' ').append(hex(builder.build().buffer())).append(System.lineSeparator());
    }

    private static String hex(ByteBuffer bytes) {
        if (bytes == null) {
            return "null";
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
