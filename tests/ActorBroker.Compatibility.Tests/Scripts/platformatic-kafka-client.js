// @platformatic/kafka as its users write it: a fourth implementation, which speaks recent versions of the APIs only. Arguments as for confluent-kafka-client.py.
const { Admin, Consumer, MessagesStreamModes, Producer, stringDeserializers, stringSerializers } = require("@platformatic/kafka");
const { broker, lines, sayAssigned, answering, settled, run } = require("./javascript-client.js");

const common = { clientId: "compatibility", bootstrapBrokers: [broker], retries: 3, retryDelay: 100 };

async function produce(topic) {
  const producer = new Producer({ ...common, serializers: stringSerializers, autocreateTopics: true });
  const messages = lines().map((line) => ({ topic, key: line, value: line, headers: { from: "js" } }));
  await producer.send({ messages, acks: -1, idempotent: true, compression: "gzip" });
  await producer.close();
}

function reader(groupId, more = {}) {
  return new Consumer({ ...common, retries: 100, groupId, deserializers: stringDeserializers, autocommit: false, maxWaitTime: 100, ...more });
}

async function consume(topic, groupId, count) {
  const consumer = reader(groupId);
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.COMMITTED, fallbackMode: "earliest" });
  let left = Number(count);
  for await (const message of stream) {
    console.log(message.value);
    await message.commit();
    if (--left === 0) break;
  }
  await consumer.close(true);
}

async function member(topic, groupId, groupInstanceId) {
  const consumer = reader(groupId, { sessionTimeout: groupInstanceId ? 60000 : 6000, rebalanceTimeout: 60000, heartbeatInterval: 500, groupInstanceId });
  consumer.on("consumer:group:join", ({ assignments }) => sayAssigned((assignments ?? []).flatMap(({ partitions }) => partitions)));
  consumer.on("consumer:group:rebalance", () => sayAssigned([]));
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.COMMITTED, fallbackMode: "earliest" });
  for await (const message of stream) {
    const committed = await Promise.resolve(message.commit()).then(() => true, () => false);
    // Not committed: a rebalance took the partition, and who has it now reads the record again.
    if (committed) console.log("read " + message.value);
  }
}

async function since(topic, time) {
  const consumer = reader("since");
  const [starts, ends] = await Promise.all([BigInt(time), -1n].map((timestamp) => consumer.listOffsets({ topics: [topic], timestamp })));
  const offsets = starts.get(topic).map((offset, partition) => ({ topic, partition, offset: offset < 0n ? ends.get(topic)[partition] : offset }));
  let left = offsets.reduce((sum, { partition, offset }) => sum + ends.get(topic)[partition] - offset, 0n);
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.MANUAL, offsets });
  for await (const message of stream) {
    console.log(message.value);
    if (--left === 0n) break;
  }
  await consumer.close(true);
}

async function admin() {
  const client = new Admin(common);
  const answer = answering(print, errorsOf);
  const create = (name, topic, partitions, more = {}) => answer(name, async () =>
    (await client.createTopics({ topics: [topic], partitions, replicas: 1, ...more })).map(({ id, configuration, ...told }) =>
      ({ ...told, retention: configuration["retention.ms"], named: /^[0-9a-f-]{36}$/.test(id) })));
  const describe = (name, topic, count) =>
    answer(name, () => settled(
      async () => [...(await client.metadata({ topics: [topic], forceUpdate: true })).topics.get(topic).partitions],
      (partitions) => partitions.length === count,
    ));
  const configs = (name, resourceName, expected, ...configurationKeys) =>
    answer(name, async () => {
      const ask = async () => (await client.describeConfigs({ resources: [{ resourceType: 2, resourceName, configurationKeys }], includeSynonyms: true }))[0].configs;
      const entries = await settled(ask, (entries) => entries.some(({ value }) => value === expected));
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => ({ ...entry, synonyms: entry.configSource === 5 ? undefined : entry.synonyms }));
    });
  const alter = (name, resourceName, key, value, configOperation = 0) =>
    answer(name, () => client.incrementalAlterConfigs({ resources: [{ resourceType: 2, resourceName, configs: [{ name: key, value, configOperation }] }] }));
  const grow = (name, topic, count) => answer(name, () => client.createPartitions({ topics: [{ name: topic, count, assignments: null }] }));

  await create("created", "pk-orders", 3, { configs: [{ name: "retention.ms", value: "3600000" }] });
  await create("created twice", "pk-orders", 3);
  await create("no partitions", "pk-none", 0);
  await create("too many replicas", "pk-five", 1, { replicas: 5 });
  await create("bad name", "pk orders", 1);
  await create("unknown config", "pk-unknown", 1, { configs: [{ name: "colour", value: "red" }] });
  await describe("described", "pk-orders", 3);
  await grow("more partitions", "pk-orders", 5);
  await grow("fewer partitions", "pk-orders", 2);
  await grow("partitions of nothing", "pk-nothing", 2);
  await describe("grown", "pk-orders", 5);
  await alter("altered", "pk-orders", "max.message.bytes", "70000");
  await alter("appended", "pk-orders", "cleanup.policy", "compact", 2);
  await alter("subtracted", "pk-orders", "cleanup.policy", "delete", 3);
  await alter("back to the default", "pk-orders", "retention.ms", null, 1);
  await alter("altered badly", "pk-orders", "segment.bytes", "few");
  await alter("appended to a number", "pk-orders", "segment.bytes", "1", 2);
  await alter("altered nothing", "pk-nothing", "segment.bytes", "2000000");
  await configs("configs", "pk-orders", "compact", "max.message.bytes", "retention.ms", "cleanup.policy");
  await configs("configs of nothing", "pk-nothing", "", "retention.ms");
  await answer("set offsets", () => client.alterConsumerGroupOffsets({ groupId: "pk-group", topics: [{ name: "pk-orders", partitionOffsets: [{ partition: 0, offset: 7n }] }] }));
  await answer("offsets", () => client.listConsumerGroupOffsets({ groups: ["pk-group", "pk-nobody"] }));
  await answer("listed", async () => [...(await client.listGroups()).values()].filter(({ id }) => id === "pk-group"));
  await answer("group", async () => [...(await client.describeGroups({ groups: ["pk-group"] })).values()]);
  await answer("group of nobody", async () => [...(await client.describeGroups({ groups: ["pk-nobody"] })).values()]);
  await answer("deleted offsets", () => client.deleteConsumerGroupOffsets({ groupId: "pk-group", topics: [{ name: "pk-orders", partitionIndexes: [0] }] }));
  await answer("deleted group", () => client.deleteGroups({ groups: ["pk-group"] }));
  await answer("deleted nobody", () => client.deleteGroups({ groups: ["pk-nobody"] }));
  await answer("end", () => client.listOffsets({ topics: [{ name: "pk-orders", partitions: [{ partitionIndex: 0, timestamp: -1n }] }] }));
  await answer("records of a compacted topic", () => client.deleteRecords({ topics: [{ name: "pk-orders", partitions: [{ partition: 0, offset: 0n }] }] }));
  await alter("deleted by age", "pk-orders", "cleanup.policy", "delete");
  await configs("configs then", "pk-orders", "delete", "cleanup.policy");
  await answer("records beyond the end", () => client.deleteRecords({ topics: [{ name: "pk-orders", partitions: [{ partition: 0, offset: 5n }] }] }));
  await answer("deleted", () => client.deleteTopics({ topics: ["pk-orders"] }));
  await answer("deleted twice", () => client.deleteTopics({ topics: ["pk-orders"] }));
  await client.close();
}

function print(value) {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? Number(item) : item instanceof Map ? [...item] : item));
}

/** The names of the errors that the broker answered with. */
function errorsOf(failure) {
  if (failure.errors) return [...new Set(failure.errors.map(errorsOf))].join(", ");
  return failure.apiId ?? (failure.cause ? errorsOf(failure.cause) : `${failure.code}: ${failure.message}`);
}

run({ produce, consume, member, since, admin });
