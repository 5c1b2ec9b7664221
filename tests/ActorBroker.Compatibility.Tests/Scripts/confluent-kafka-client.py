# confluent-kafka-python as its users write it.
# BROKER produce TOPIC: sends each line of the standard input, keyed by itself.
# BROKER consume TOPIC GROUP COUNT: prints so many values, then commits.
# BROKER member TOPIC GROUP [INSTANCE [ASSIGNOR]]: a member until it is ended; prints what it is assigned and each value, once that is committed.
#   Others take it for dead after six seconds without a word, a static or a cooperative one after a minute.
# BROKER since TOPIC MILLISECONDS: prints the values from that time on.
# BROKER admin: administers topics and groups and prints each answer.
import sys
import time

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

broker, action = sys.argv[1:3]
arguments = sys.argv[3:]


def say(*words):
    print(*words, flush=True)


def produce(topic):
    failures = []
    producer = Producer({"bootstrap.servers": broker, "enable.idempotence": True, "compression.type": "zstd"})
    for line in sys.stdin.read().splitlines():
        producer.produce(topic, key=line, value=line, headers={"from": "python"}, on_delivery=lambda error, _: error and failures.append(error))
        producer.poll(0)
    sys.exit(1 if producer.flush(60) or failures else 0)


def reader(group, **options):
    return Consumer({"bootstrap.servers": broker, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False, **options})


def next_of(consumer):
    while True:
        message = consumer.poll(1)
        if message is not None and not message.error():
            return message


def consume(topic, group, count):
    consumer = reader(group)
    consumer.subscribe([topic])
    for _ in range(int(count)):
        say(next_of(consumer).value().decode())
    consumer.commit(asynchronous=False)
    consumer.close()


def member(topic, group, *kind):
    instance, assignor = (*kind, "", "")[:2]
    options = {"session.timeout.ms": 60000 if kind else 6000, "heartbeat.interval.ms": 500, "partition.assignment.strategy": assignor or "range,roundrobin"}
    if instance:
        options["group.instance.id"] = instance
    consumer = reader(group, **options)
    owned = set()

    def tell(change, partitions):
        change(partition.partition for partition in partitions)
        say("assigned", *sorted(owned))

    def assigned(_, partitions):
        if assignor.startswith("cooperative"):
            consumer.incremental_assign(partitions)
        tell(owned.update, partitions)

    def revoked(_, partitions):
        if assignor.startswith("cooperative"):
            consumer.incremental_unassign(partitions)
        tell(owned.difference_update, partitions)

    consumer.subscribe([topic], on_assign=assigned, on_revoke=revoked)
    while True:
        message = next_of(consumer)
        try:
            consumer.commit(message, asynchronous=False)
        except KafkaException:
            continue  # A rebalance took the partition: who has it now reads the record again.
        say("read", message.value().decode())


def since(topic, first):
    consumer = reader("since")
    partitions = consumer.list_topics(topic).topics[topic].partitions
    positions = consumer.offsets_for_times([TopicPartition(topic, partition, int(first)) for partition in partitions])
    left = 0
    for position in positions:
        end = consumer.get_watermark_offsets(position)[1]
        position.offset = end if position.offset < 0 else position.offset
        left += end - position.offset
    consumer.assign(positions)
    for _ in range(left):
        say(next_of(consumer).value().decode())
    consumer.close()


def admin():
    client = AdminClient({"bootstrap.servers": broker})

    def answer(name, futures):
        for future in futures.values():
            try:
                future.result()
                say(name + ":", "done")
            except KafkaException as failure:
                say(name + ":", failure.args[0].name())

    def create(name, topic, partitions, replicas=1, validate=False, **config):
        config = {key.replace("_", "."): value for key, value in config.items()}
        answer(name, client.create_topics([NewTopic(topic, partitions, replicas, config=config)], validate_only=validate))

    def settled(ask, is_so):
        """What was changed may take a moment to be seen: asks until it is."""
        for _ in range(300):
            answered = ask()
            if is_so(answered):
                break
            time.sleep(0.1)
        return answered

    def describe(name, topic, partitions):
        told = settled(lambda: client.list_topics().topics.get(topic), lambda told: (len(told.partitions) if told else 0) == partitions)
        for partition in told.partitions.values() if told else []:
            say(f"{name}: {partition.id} leader {partition.leader} replicas {partition.replicas} in sync {partition.isrs}")
        if not told:
            say(name + ":", "absent")

    def configs(name, topic, key, value, defaults=True):
        """All of the topic's, or only those that are not defaults, once one of them has the value."""
        def ask():
            return next(iter(client.describe_configs([ConfigResource("topic", topic)]).values())).result()

        try:
            for key, entry in sorted(settled(ask, lambda entries: entries[key].value == value).items()):
                if defaults or entry.source == 1:
                    say(f"{name}: {key}={entry.value} source {entry.source} read-only {entry.is_read_only} sensitive {entry.is_sensitive}")
        except KafkaException as failure:
            say(name + ":", failure.args[0].name())

    create("only validated", "cp-orders", 3, validate=True)
    describe("after validation", "cp-orders", 0)
    create("created", "cp-orders", 3, retention_ms="3600000")
    create("created twice", "cp-orders", 3)
    create("no partitions", "cp-none", 0)
    create("too many replicas", "cp-five", 1, 5)
    create("bad name", "cp orders", 1)
    create("name too long", "x" * 250, 1)
    create("unknown config", "cp-unknown", 1, colour_of="red")
    create("bad config", "cp-bad", 1, cleanup_policy="sometimes")
    describe("described", "cp-orders", 3)
    answer("more partitions", client.create_partitions([NewPartitions("cp-orders", 5)]))
    answer("fewer partitions", client.create_partitions([NewPartitions("cp-orders", 2)]))
    answer("partitions of nothing", client.create_partitions([NewPartitions("cp-nothing", 2)]))
    describe("grown", "cp-orders", 5)
    configs("configs", "cp-orders", "retention.ms", "3600000")
    answer("altered", client.alter_configs([ConfigResource("topic", "cp-orders", {"max.message.bytes": "70000"})]))
    answer("altered badly", client.alter_configs([ConfigResource("topic", "cp-orders", {"segment.bytes": "few"})]))
    answer("altered nothing", client.alter_configs([ConfigResource("topic", "cp-nothing", {"segment.bytes": "2000000"})]))
    configs("configs altered", "cp-orders", "max.message.bytes", "70000", defaults=False)
    configs("configs of nothing", "cp-nothing", "retention.ms", "")
    reader("python-readers").commit(offsets=[TopicPartition("cp-orders", 0, 7)], asynchronous=False)
    for group in client.list_groups("python-readers"):
        say("group:", group.id, group.state, repr(group.protocol_type), repr(group.protocol), len(group.members), group.error)
    for position in reader("python-readers").committed([TopicPartition("cp-orders", partition) for partition in (0, 1)]):
        say("committed:", position.partition, position.offset)
    answer("deleted", client.delete_topics(["cp-orders"], operation_timeout=30))
    answer("deleted twice", client.delete_topics(["cp-orders"], operation_timeout=30))
    describe("after deletion", "cp-orders", 0)


{"produce": produce, "consume": consume, "member": member, "since": since, "admin": admin}[action](*arguments)
