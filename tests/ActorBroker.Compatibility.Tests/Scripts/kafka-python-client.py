# kafka-python as its users write it: another implementation of the protocol, with old versions of the APIs.
# Arguments as for confluent-kafka-client.py.
import sys
from kafka import KafkaConsumer, KafkaProducer

broker, action, topic = sys.argv[1:4]
if action == "produce":
    producer = KafkaProducer(bootstrap_servers=broker, acks="all", compression_type="gzip")
    sent = [producer.send(topic, key=line.encode(), value=line.encode(), headers=[("from", b"python")]) for line in sys.stdin.read().splitlines()]
    producer.flush(60)
    for future in sent:
        future.get(60)
    sys.exit(0)

group, count = sys.argv[4], int(sys.argv[5])
consumer = KafkaConsumer(topic, bootstrap_servers=broker, group_id=group, auto_offset_reset="earliest", enable_auto_commit=False, max_poll_records=1)
for message in consumer:
    print(message.value.decode())
    count -= 1
    if count == 0:
        break
consumer.commit()
consumer.close(autocommit=False)
