// kafkajs as its users write it: a third implementation, in JavaScript. Arguments as for confluent-kafka-client.py; it has no static members.
const { Kafka, Partitioners, logLevel, ConfigResourceTypes } = require("kafkajs");
const { broker, lines, sayAssigned, answering, settled, pause, run } = require("./javascript-client.js");

const kafka = new Kafka({ clientId: "compatibility", brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 2, initialRetryTime: 100 } });

async function produce(topic) {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: lines().map((line) => ({ key: line, value: line, headers: { from: "js" } })) });
  await producer.disconnect();
}

async function consume(topic, groupId, count) {
  const consumer = kafka.consumer({ groupId });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let left = Number(count);
  await new Promise((resolve, reject) => {
    consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        if (left === 0) return;
        console.log(message.value.toString());
        await consumer.commitOffsets([{ topic, partition, offset: after(message.offset) }]);
        if (--left === 0) resolve();
      },
    }).catch(reject);
  });
  await consumer.disconnect();
}

/** A member until the process is ended: where the client gives up, another one begins, as the library's users are told to do. */
async function member(topic, groupId) {
  while (true) {
    await readUntilGivenUp(topic, groupId).catch((failure) => console.error("gave up:", failure));
    await pause(100);
  }
}

async function readUntilGivenUp(topic, groupId) {
  const consumer = kafka.consumer({ groupId, sessionTimeout: 6000, heartbeatInterval: 500, retry: { retries: 100, maxRetryTime: 1000 } });
  const givenUp = new Promise((_, reject) => consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || reject(payload.error)));
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => sayAssigned(payload.memberAssignment[topic] ?? []));
  consumer.on(consumer.events.REBALANCING, () => sayAssigned([]));
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const runs = consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      await consumer.commitOffsets([{ topic, partition, offset: after(message.offset) }]);
      console.log("read " + message.value.toString());
    },
  });
  await Promise.all([runs, givenUp]);
}

async function since(topic, time) {
  const administrator = kafka.admin();
  await administrator.connect();
  const ends = new Map((await administrator.fetchTopicOffsets(topic)).map(({ partition, offset }) => [partition, BigInt(offset)]));
  const starts = await administrator.fetchTopicOffsetsByTimestamp(topic, Number(time));
  const left = new Map(starts.map(({ partition, offset }) => [partition, ends.get(partition) - BigInt(offset)]));
  await administrator.disconnect();
  const consumer = kafka.consumer({ groupId: "since" });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise((resolve, reject) => {
    const endIfRead = () => [...left.values()].every((count) => count === 0n) && resolve();
    consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        if (BigInt(message.offset) < BigInt(starts.find((start) => start.partition === partition).offset)) return;
        console.log(message.value.toString());
        left.set(partition, left.get(partition) - 1n);
        endIfRead();
      },
    }).catch(reject);
    starts.forEach(({ partition, offset }) => consumer.seek({ topic, partition, offset }));
    endIfRead();
  });
  await consumer.disconnect();
}

async function admin() {
  const client = kafka.admin();
  await client.connect();
  const answer = answering(JSON.stringify, typeOf);
  const create = (name, topic, numPartitions, more = {}, validateOnly = false) =>
    answer(name, () => client.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 1, ...more }], validateOnly, waitForLeaders: false }));
  const describe = (name, topic, count) =>
    answer(name, async () => {
      const ask = () => client.fetchTopicMetadata({ topics: [topic] }).then(({ topics }) => topics[0].partitions, () => []);
      return (await settled(ask, (partitions) => partitions.length === count)).sort((a, b) => a.partitionId - b.partitionId);
    });
  const configs = (name, topic, expected, ...configNames) =>
    answer(name, async () => {
      const ask = async () => (await client.describeConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames }] })).resources;
      const resources = await settled(ask, ([{ configEntries }]) => configEntries.some(({ configValue }) => configValue === expected));
      return resources.map((resource) => ({ ...resource, configEntries: resource.configEntries.sort((a, b) => (a.configName < b.configName ? -1 : 1)) }));
    });
  const alter = (name, topic, key, value) =>
    answer(name, async () => (await client.alterConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name: key, value }] }] })).resources);

  await create("only validated", "kj-orders", 3, {}, true);
  await create("created", "kj-orders", 3, { configEntries: [{ name: "retention.ms", value: "3600000" }] });
  await create("created twice", "kj-orders", 3);
  await create("no partitions", "kj-none", 0);
  await create("too many replicas", "kj-five", 1, { replicationFactor: 5 });
  await create("bad name", "kj orders", 1);
  await create("unknown config", "kj-unknown", 1, { configEntries: [{ name: "colour", value: "red" }] });
  await create("assigned", "kj-assigned", -1, { replicationFactor: -1, replicaAssignment: [{ partition: 0, replicas: [0] }, { partition: 1, replicas: [0] }] });
  await create("assigned to nobody", "kj-nobody", -1, { replicationFactor: -1, replicaAssignment: [{ partition: 0, replicas: [77] }] });
  await describe("described", "kj-orders", 3);
  await answer("more partitions", () => client.createPartitions({ topicPartitions: [{ topic: "kj-orders", count: 5 }] }));
  await answer("fewer partitions", () => client.createPartitions({ topicPartitions: [{ topic: "kj-orders", count: 2 }] }));
  await answer("partitions of nothing", () => client.createPartitions({ topicPartitions: [{ topic: "kj-nothing", count: 2 }] }));
  await describe("grown", "kj-orders", 5);
  await alter("altered", "kj-orders", "max.message.bytes", "70000");
  await alter("altered badly", "kj-orders", "segment.bytes", "few");
  await alter("altered nothing", "kj-nothing", "segment.bytes", "2000000");
  await configs("configs", "kj-orders", "70000", "max.message.bytes", "retention.ms", "cleanup.policy");
  await configs("configs of nothing", "kj-nothing", "");
  await answer("set offsets", () => client.setOffsets({ groupId: "kj-group", topic: "kj-orders", partitions: [{ partition: 0, offset: "7" }] }));
  await answer("offsets", () => client.fetchOffsets({ groupId: "kj-group", topics: ["kj-orders"] }));
  await answer("listed", async () => (await client.listGroups()).groups.filter((group) => group.groupId === "kj-group"));
  await answer("groups", async () => (await client.describeGroups(["kj-group", "kj-nobody"])).groups.sort((a, b) => (a.groupId < b.groupId ? -1 : 1)));
  await answer("deleted groups", () => client.deleteGroups(["kj-group"]));
  await answer("deleted nobody", () => client.deleteGroups(["kj-nobody"]));
  await answer("records", () => client.deleteTopicRecords({ topic: "kj-orders", partitions: [{ partition: 0, offset: "5" }] }));
  await answer("reassignments", () => client.listPartitionReassignments({}));
  await answer("deleted", () => client.deleteTopics({ topics: ["kj-orders", "kj-assigned"] }));
  await answer("deleted twice", () => client.deleteTopics({ topics: ["kj-orders"] }));
  await client.disconnect();
}

/** The offset behind it. */
function after(offset) {
  return (BigInt(offset) + 1n).toString();
}

/** The name of the error that the broker answered with, the first of several. */
function typeOf(failure) {
  const first = failure.errors?.[0] ?? failure.groups?.[0] ?? failure.partitions?.[0] ?? failure;
  return first.type ?? first.error?.type ?? `${failure.name}: ${failure.message}`;
}

run({ produce, consume, member, since, admin });
