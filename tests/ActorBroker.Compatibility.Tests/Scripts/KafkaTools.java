import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka's tools, one call after the other in one Java: a Java for each takes longer to start than the tool works. Each line of the standard input is
 * a call, {"class": ..., "arguments": [...], "input": ...}; each line of the output is what came of one, {"exitCode": ..., "output": ..., "error": ...}.
 */
final class KafkaTools {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the tool that runs wants to end with; null while it wants nothing. */
    private static Integer wanted;

    private KafkaTools() {}

    public static void main(String[] none) throws Exception {
        PrintStream answers = System.out;
        Exit.setExitProcedure((status, message) -> end(status));
        Exit.setHaltProcedure((status, message) -> end(status));
        Exit.setShutdownHookAdder((name, hook) -> {});
        BufferedReader calls = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = calls.readLine(); line != null; line = calls.readLine()) {
            answers.write(JSON.writeValueAsBytes(call(JSON.readTree(line))));
            answers.println();
            answers.flush();
        }
        System.exit(0);
    }

    private static Map<String, Object> call(JsonNode call) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(call.get("input").asText().getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        int exitCode = run(Class.forName(call.get("class").asText()), JSON.convertValue(call.get("arguments"), String[].class));
        System.out.flush();
        return Map.of("exitCode", exitCode, "output", output.toString(StandardCharsets.UTF_8), "error", error.toString(StandardCharsets.UTF_8));
    }

    private static int run(Class<?> tool, String[] arguments) throws Exception {
        wanted = null;
        try {
            tool.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            if (wanted == null) {
                thrown.getCause().printStackTrace();
                return 1;
            }
        }
        return wanted == null ? 0 : wanted;
    }

    /** Leaves the tool where it would have ended the process. Of an end that the tool itself catches and ends on again, the first counts. */
    private static void end(int status) {
        wanted = wanted == null ? status : wanted;
        throw new Ended();
    }

    private static final class Ended extends Error {}
}
