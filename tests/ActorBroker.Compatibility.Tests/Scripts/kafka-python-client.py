# kafka-python as its users write it: another implementation of the protocol, with old versions of the APIs.
# Arguments as for confluent-kafka-client.py; it has no static members.
import sys
import time

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.consumer.subscription_state import ConsumerRebalanceListener
from kafka.errors import CommitFailedError, KafkaError
from kafka.structs import OffsetAndMetadata

broker, action = sys.argv[1:3]
arguments = sys.argv[3:]


def say(*words):
    print(*words, flush=True)


def produce(topic):
    producer = KafkaProducer(bootstrap_servers=broker, acks="all", compression_type="gzip")
    sent = [producer.send(topic, key=line.encode(), value=line.encode(), headers=[("from", b"python")]) for line in sys.stdin.read().splitlines()]
    producer.flush(60)
    for future in sent:
        future.get(60)


def reader(group, *topics, **options):
    return KafkaConsumer(*topics, bootstrap_servers=broker, group_id=group, auto_offset_reset="earliest", enable_auto_commit=False, max_poll_records=1, **options)


def consume(topic, group, count):
    consumer = reader(group, topic)
    for _ in range(int(count)):
        say(next(consumer).value.decode())
    consumer.commit()
    consumer.close(autocommit=False)


class Listener(ConsumerRebalanceListener):
    def on_partitions_revoked(self, revoked):
        say("assigned")

    def on_partitions_assigned(self, assigned):
        say("assigned", *sorted(partition.partition for partition in assigned))


def member(topic, group):
    consumer = reader(group, session_timeout_ms=6000, heartbeat_interval_ms=500)
    consumer.subscribe([topic], listener=Listener())
    for message in consumer:
        try:
            consumer.commit({TopicPartition(topic, message.partition): OffsetAndMetadata(message.offset + 1, "")})
        except CommitFailedError:
            continue  # A rebalance took the partition: who has it now reads the record again.
        say("read", message.value.decode())


def since(topic, first):
    consumer = reader(None)
    partitions = [TopicPartition(topic, partition) for partition in consumer.partitions_for_topic(topic)]
    positions = consumer.offsets_for_times({partition: int(first) for partition in partitions})
    ends = consumer.end_offsets(partitions)
    consumer.assign(partitions)
    left = 0
    for partition in partitions:
        start = positions[partition].offset if positions[partition] else ends[partition]
        consumer.seek(partition, start)
        left += ends[partition] - start
    for _ in range(left):
        say(next(consumer).value.decode())
    consumer.close()


def admin():
    client = KafkaAdminClient(bootstrap_servers=broker)

    def answer(name, call):
        try:
            call()
            say(name + ":", "done")
        except KafkaError as failure:
            say(name + ":", type(failure).__name__)

    def create(name, topic, partitions, replicas=1, validate=False, **config):
        config = {key.replace("_", "."): value for key, value in config.items()}
        answer(name, lambda: client.create_topics([NewTopic(topic, partitions, replicas, topic_configs=config)], validate_only=validate))

    def settled(ask, is_so):
        """What was changed may take a moment to be seen: asks until it is."""
        for _ in range(300):
            answered = ask()
            if is_so(answered):
                break
            time.sleep(0.1)
        return answered

    def describe(name, topic, partitions):
        for told in settled(lambda: client.describe_topics([topic]), lambda topics: len(topics[0]["partitions"]) == partitions):
            say(name + ":", "error", told["error_code"], "internal", told["is_internal"])
            for partition in sorted(told["partitions"], key=lambda partition: partition["partition"]):
                say(f"{name}: {partition['partition']} leader {partition['leader']} replicas {partition['replicas']} in sync {partition['isr']}")

    def configs(name, topic, expected, *keys):
        """Those of the keys, once the expected entry is among them."""
        def ask():
            return client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])[0].resources[0]

        code, _, _, _, entries = settled(ask, lambda resource: resource[0] or expected in (entry[:2] for entry in resource[4]))
        say(name + ":", "error", code)
        for key, value, read_only, source, sensitive, *_ in sorted(entries):
            if key in keys:
                say(f"{name}: {key}={value} source {source} read-only {read_only} sensitive {sensitive}")

    def altered(name, topic, key, value):
        for code, *_ in client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {key: value})]).resources:
            say(name + ":", "error", code)

    create("only validated", "kp-orders", 3, validate=True)
    create("created", "kp-orders", 3, retention_ms="3600000")
    create("created twice", "kp-orders", 3)
    create("no partitions", "kp-none", 0)
    create("too many replicas", "kp-five", 1, 5)
    create("bad name", "kp orders", 1)
    create("unknown config", "kp-unknown", 1, colour_of="red")
    describe("described", "kp-orders", 3)
    answer("more partitions", lambda: client.create_partitions({"kp-orders": NewPartitions(5)}))
    answer("fewer partitions", lambda: client.create_partitions({"kp-orders": NewPartitions(2)}))
    answer("partitions of nothing", lambda: client.create_partitions({"kp-nothing": NewPartitions(2)}))
    describe("grown", "kp-orders", 5)
    altered("altered", "kp-orders", "max.message.bytes", "70000")
    altered("altered badly", "kp-orders", "segment.bytes", "few")
    altered("altered nothing", "kp-nothing", "segment.bytes", "2000000")
    configs("configs", "kp-orders", ("max.message.bytes", "70000"), "max.message.bytes", "retention.ms", "cleanup.policy")
    configs("configs of nothing", "kp-nothing", None)
    consumer = reader("kp-group")
    consumer.assign([TopicPartition("kp-orders", 0)])
    consumer.commit({TopicPartition("kp-orders", 0): OffsetAndMetadata(7, "noted")})
    say("listed:", [group for group in client.list_consumer_groups() if group[0] == "kp-group"])
    for group in client.describe_consumer_groups(["kp-group", "kp-nobody"]):
        say("group:", group.error_code, group.group, group.state, repr(group.protocol_type), repr(group.protocol), len(group.members))
    say("committed:", client.list_consumer_group_offsets("kp-group"))
    say("deleted groups:", sorted((name, error.__name__) for name, error in client.delete_consumer_groups(["kp-group", "kp-nobody"])))
    answer("deleted", lambda: client.delete_topics(["kp-orders"]))
    answer("deleted twice", lambda: client.delete_topics(["kp-orders"]))
    describe("after deletion", "kp-orders", 0)


{"produce": produce, "consume": consume, "member": member, "since": since, "admin": admin}[action](*arguments)
