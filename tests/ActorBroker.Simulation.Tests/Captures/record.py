"""Records what real clients send to the broker: the frames that FuzzTests changes.

  PATH="$PWD/artifacts/tools/bin:$PATH" python3 tests/ActorBroker.Simulation.Tests/Captures/record.py artifacts/bin/ActorBroker.Server/release/actorbroker

The tools on PATH are those that .ci/run installs. Starts the broker, stands between it and each client, and writes a file of frames beside this script for each of them: request after request, as they
came, with their lengths. Of requests of the same API and version a few are kept, of different lengths where there are, and none that is long.
"""
import base64, collections, os, re, shutil, socket, struct, subprocess, sys, tempfile, threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
SCRIPTS = os.path.join(ROOT, "tests", "ActorBroker.Compatibility.Tests", "Scripts")
KAFKA = os.path.join(ROOT, "..", "shared", "peers", "kafka", "kafka")
TOPIC = "captured"
COMPRESSED = "compressed"  # written with codecs that not every client reads
KEPT_OF_EACH = 8
FRAME_BYTES_MAX = 4000
LINES = "".join(f"key-{n}:value-{n}\n" for n in range(40)).encode()


class Proxy:
    """Passes bytes on in both directions, and keeps those of the clients, a list of chunks for each connection."""

    def __init__(self, broker):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.broker = broker
        self.connections = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            broker = socket.create_connection(self.broker)
            kept = bytearray()
            self.connections.append(kept)
            threading.Thread(target=self.pump, args=(client, broker, kept), daemon=True).start()
            threading.Thread(target=self.pump, args=(broker, client, None), daemon=True).start()

    @staticmethod
    def pump(source, target, kept):
        try:
            while data := source.recv(65536):
                if kept is not None:
                    kept += data
                target.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, target):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def take(self):
        """All whole frames since the last time."""
        taken, self.connections = self.connections, []
        for kept in taken:
            place = 0
            while place + 4 <= len(kept):
                length = struct.unpack_from(">i", kept, place)[0]
                if place + 4 + length > len(kept):
                    break
                yield bytes(kept[place : place + 4 + length])
                place += 4 + length


def select(frames):
    by_api = collections.defaultdict(dict)
    for frame in frames:
        if len(frame) <= FRAME_BYTES_MAX:
            by_api[frame[4:8]].setdefault(len(frame), frame)
    for api in sorted(by_api):
        lengths = sorted(by_api[api])
        step = max(1, (len(lengths) + KEPT_OF_EACH - 1) // KEPT_OF_EACH)
        yield from (by_api[api][length] for length in lengths[::step])


def run(command, stdin=b"", client=None):
    environment = dict(os.environ, **({"KAFKA_CLIENT": client} if client else {}))
    ended = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=180, env=environment)
    if ended.returncode != 0:
        print(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout.decode()[-1000:]}", file=sys.stderr)
    return ended.stdout.decode(errors="replace")


def topic_for(codec):
    return TOPIC if codec in ("none", "gzip") else COMPRESSED


def kcat(broker):
    for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
        run(["kcat", "-P", "-b", broker, "-t", topic_for(codec), "-K", ":", "-z", codec, "-H", "from=kcat"], LINES)
    run(["kcat", "-P", "-b", broker, "-t", TOPIC, "-X", "enable.idempotence=true"], LINES)
    run(["kcat", "-P", "-b", broker, "-t", TOPIC, "-X", "acks=0"], LINES)
    for topic in (TOPIC, COMPRESSED):
        run(["kcat", "-C", "-q", "-e", "-b", broker, "-t", topic, "-o", "beginning"])
    run(["kcat", "-q", "-e", "-b", broker, "-X", "auto.offset.reset=earliest", "-G", "kcat-group", TOPIC])
    run(["kcat", "-L", "-b", broker])
    run(["kcat", "-Q", "-b", broker, "-t", f"{TOPIC}:0:0"])


def java(broker):
    def tool(name, *arguments):
        return run([KAFKA, name, "--bootstrap-server", broker, *arguments])

    for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
        run([KAFKA, "producer-perf", "--topic", topic_for(codec), "--num-records", "60", "--record-size", "50", "--throughput", "-1", "--producer-props",
             f"bootstrap.servers={broker}", f"compression.type={codec}", "acks=" + ("1" if codec == "gzip" else "all"), "batch.size=1000"])
    for group in ("java-group", "java-static"):
        extra = ["--command-property", "group.instance.id=one"] if group == "java-static" else []
        tool("console-consumer", "--topic", TOPIC, "--group", group, "--max-messages", "30", "--command-property", "auto.offset.reset=earliest",
             "--command-property", "isolation.level=read_committed", *extra)
    tool("topics", "--create", "--topic", "made", "--partitions", "2", "--config", "retention.ms=100000")
    tool("topics", "--describe")
    tool("topics", "--alter", "--topic", "made", "--partitions", "3")
    tool("configs", "--alter", "--entity-type", "topics", "--entity-name", "made", "--add-config", "cleanup.policy=[compact,delete]")
    tool("configs", "--describe", "--entity-type", "topics", "--entity-name", "made", "--all")
    tool("configs", "--describe", "--entity-type", "brokers", "--entity-name", "1", "--all")
    for time in ("earliest", "latest", "max-timestamp"):
        tool("offsets", "--topic", TOPIC, "--time", time)
    tool("consumer-groups", "--list", "--state")
    tool("consumer-groups", "--describe", "--group", "java-group", "--members", "--verbose")
    tool("consumer-groups", "--describe", "--all-groups")
    tool("consumer-groups", "--reset-offsets", "--to-earliest", "--topic", TOPIC, "--execute", "--group", "java-group")
    tool("consumer-groups", "--delete-offsets", "--topic", TOPIC, "--group", "java-group")
    tool("consumer-groups", "--delete", "--group", "java-group")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as plan:
        plan.write('{"partitions":[{"topic":"%s","partition":0,"offset":3}],"version":1}' % TOPIC)
        plan.flush()
        tool("delete-records", "--offset-json-file", plan.name)
    tool("leader-election", "--election-type", "preferred", "--all-topic-partitions")
    tool("reassign", "--list")
    tool("log-dirs", "--describe")
    tool("transactions", "describe-producers", "--topic", TOPIC, "--partition", "0")
    run([KAFKA, "cluster", "cluster-id", "--bootstrap-server", broker])
    tool("topics", "--delete", "--topic", "made")


def old_java(broker):
    for codec in ("none", "lz4"):
        run([KAFKA, "producer-perf", "--topic", topic_for(codec), "--num-records", "60", "--record-size", "50", "--throughput", "-1", "--producer-props",
             f"bootstrap.servers={broker}", f"compression.type={codec}", "batch.size=1000"], client="1.1.1")
    run([KAFKA, "verifiable-producer", "--topic", TOPIC, "--max-messages", "30", "--broker-list", broker], client="1.1.1")
    run([KAFKA, "verifiable-consumer", "--broker-list", broker, "--topic", TOPIC, "--group-id", "old-group", "--max-messages", "30",
         "--reset-policy", "earliest"], client="1.1.1")


def librdkafka(broker):
    for codec in ("none", "lz4", "zstd"):
        run(["rdkafka_performance", "-P", "-b", broker, "-t", topic_for(codec), "-p", "1", "-c", "20", "-s", "50", "-z", codec, "-a", "-1"])
    run(["rdkafka_performance", "-C", "-b", broker, "-t", TOPIC, "-p", "1", "-o", "beginning", "-c", "20"])
    run(["rdkafka_performance", "-G", "perf-group", "-b", broker, "-t", TOPIC, "-c", "20", "-X", "auto.offset.reset=earliest"])


def script(tool, name):
    def capture(broker):
        program = [tool, os.path.join(SCRIPTS, name), broker]
        run([*program, "produce", TOPIC], LINES)
        run([*program, "consume", TOPIC, name, "20"])

    return capture


CLIENTS = {
    "kcat": kcat,
    "java-4.3.1": java,
    "java-1.1.1": old_java,
    "librdkafka": librdkafka,
    "kafka-python": script("kafka-python", "kafka-python-client.py"),
    "kafkajs": script("kafkajs", "kafkajs-client.js"),
}


def main(server):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    proxy = Proxy(("127.0.0.1", port))
    data = tempfile.mkdtemp()
    broker = subprocess.Popen(
        [server, "start", "--kafka", f"127.0.0.1:{port}", "--http", "off", "--data", data, "-X", f"actorbroker.kafka.advertised-port={proxy.port}",
         "-X", "group.initial.rebalance.delay.ms=0", "-X", "actorbroker.controller.partition-count-default=3"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for line in broker.stdout:
            if line.split()[:1] == [b"kafka"]:
                break
        else:
            raise SystemExit("the broker did not start to serve")
        threading.Thread(target=broker.stdout.read, daemon=True).start()
        address = f"127.0.0.1:{proxy.port}"
        for name, capture in CLIENTS.items():
            capture(address)
            frames = list(select(proxy.take()))
            with open(os.path.join(HERE, name + ".frames"), "wb") as file:
                file.writelines(frames)
            print(f"{name}: {len(frames)} frames, {sum(map(len, frames))} bytes")
        with open(os.path.join(HERE, "topic-ids"), "w") as file:
            for topic in (TOPIC, COMPRESSED):
                described = run([KAFKA, "topics", "--bootstrap-server", address, "--describe", "--topic", topic])
                topic_id = base64.urlsafe_b64decode(re.search(r"TopicId: (\S+)", described)[1] + "==")
                file.write(f"{topic} {topic_id.hex()}\n")
    finally:
        broker.terminate()
        broker.wait(60)
        shutil.rmtree(data, ignore_errors=True)


main(sys.argv[1])
