# confluent-kafka-python as its users write it. BROKER produce TOPIC: sends each line of the standard input, keyed by itself.
# BROKER consume TOPIC GROUP COUNT: prints so many values, then commits.
import sys
from confluent_kafka import Consumer, Producer

broker, action, topic = sys.argv[1:4]
if action == "produce":
    failures = []
    producer = Producer({"bootstrap.servers": broker, "enable.idempotence": True, "compression.type": "zstd"})
    for line in sys.stdin.read().splitlines():
        producer.produce(topic, key=line, value=line, headers={"from": "python"}, on_delivery=lambda error, _: error and failures.append(error))
        producer.poll(0)
    sys.exit(1 if producer.flush(60) or failures else 0)

group, count = sys.argv[4], int(sys.argv[5])
consumer = Consumer({"bootstrap.servers": broker, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False})
consumer.subscribe([topic])
while count > 0:
    message = consumer.poll(1)
    if message is not None and not message.error():
        print(message.value().decode())
        count -= 1
consumer.commit(asynchronous=False)
consumer.close()
