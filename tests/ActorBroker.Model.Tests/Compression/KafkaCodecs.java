import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.xerial.snappy.Snappy;

/**
 * Reads and writes blocks with Kafka's own codecs, for KafkaCodecsTests.
 * For each file NAME.plain of a folder it writes NAME.CODEC.java by each codec, and for each NAME.CODEC.ours that
 * lies there NAME.CODEC.read with what it inflates to. CODEC is a codec's name, or "snappyraw" for a block without framing,
 * and may end in "@" and a level, or for ours any word.
 */
public final class KafkaCodecs {
    private static final byte MAGIC = 2;
    private static final String[] CODECS = {
        "gzip", "gzip@1", "gzip@9", "snappy", "snappyraw", "lz4", "lz4@1", "lz4@17", "zstd", "zstd@-7", "zstd@19", "zstd@22"};

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (DirectoryStream<Path> plain = Files.newDirectoryStream(folder, "*.plain")) {
            for (Path path : plain) {
                String name = path.getFileName().toString().replaceFirst("\\.plain$", "");
                for (String codec : CODECS)
                    Files.write(folder.resolve(name + "." + codec + ".java"), compress(codec, Files.readAllBytes(path)));
            }
        }
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, "*.ours")) {
            for (Path path : ours) {
                String[] parts = path.getFileName().toString().split("\\.");
                Files.write(folder.resolve(parts[0] + "." + parts[1] + ".read"), inflate(parts[1], Files.readAllBytes(path)));
            }
        }
    }

    private static byte[] compress(String codec, byte[] source) throws Exception {
        if (codec.equals("snappyraw"))
            return Snappy.compress(source);
        ByteBufferOutputStream target = new ByteBufferOutputStream(1024);
        try (OutputStream output = of(codec).wrapForOutput(target, MAGIC)) {
            output.write(source);
        }
        ByteBuffer written = target.buffer();
        written.flip();
        byte[] block = new byte[written.remaining()];
        written.get(block);
        return block;
    }

    private static byte[] inflate(String codec, byte[] block) throws Exception {
        if (codec.equals("snappyraw"))
            return Snappy.uncompress(block);
        try (InputStream input = of(codec.split("@")[0]).wrapForInput(ByteBuffer.wrap(block), MAGIC, BufferSupplier.create())) {
            return input.readAllBytes();
        }
    }

    private static Compression of(String codec) {
        String[] parts = codec.split("@");
        int level = parts.length > 1 ? Integer.parseInt(parts[1]) : Integer.MIN_VALUE;
        boolean isDefault = parts.length == 1;
        switch (parts[0]) {
            case "gzip": return isDefault ? Compression.gzip().build() : Compression.gzip().level(level).build();
            case "lz4": return isDefault ? Compression.lz4().build() : Compression.lz4().level(level).build();
            case "zstd": return isDefault ? Compression.zstd().build() : Compression.zstd().level(level).build();
            default: return Compression.snappy().build();
        }
    }
}
