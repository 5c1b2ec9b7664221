// sarama as its users write it: an implementation in Go, in the version that Debian has. Arguments as for confluent-kafka-client.py, and
// BROKER versions TOPIC: as produce, a share of the lines with each of several protocol versions and codecs. It has no static members.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"time"

	"github.com/Shopify/sarama"
)

func main() {
	broker, arguments := os.Args[1], os.Args[3:]
	switch os.Args[2] {
	case "produce":
		check(produce(broker, arguments[0], lines(), configuration(sarama.V2_2_0_0)))
	case "versions":
		check(versions(broker, arguments[0]))
	case "consume":
		count, err := strconv.Atoi(arguments[2])
		check(err)
		check(consume(broker, arguments[0], arguments[1], count))
	case "member":
		check(consume(broker, arguments[0], arguments[1], -1))
	case "since":
		check(since(broker, arguments[0], arguments[1]))
	case "admin":
		check(administer(broker))
	default:
		check(errors.New("unknown action " + os.Args[2]))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func configuration(version sarama.KafkaVersion) *sarama.Config {
	config := sarama.NewConfig()
	config.ClientID = "compatibility"
	config.Version = version
	config.Producer.Return.Successes = true
	config.Producer.RequiredAcks = sarama.WaitForAll
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	// Said for the version of OffsetCommit that goes with it: Kafka 4 has none lower.
	config.Consumer.Offsets.Retention = 24 * time.Hour
	config.Consumer.Group.Session.Timeout = 6 * time.Second
	config.Consumer.Group.Heartbeat.Interval = 500 * time.Millisecond
	return config
}

func lines() []string {
	var all []string
	for scanner := bufio.NewScanner(os.Stdin); scanner.Scan(); {
		all = append(all, scanner.Text())
	}
	return all
}

func produce(broker, topic string, values []string, config *sarama.Config) error {
	producer, err := sarama.NewSyncProducer([]string{broker}, config)
	if err != nil {
		return err
	}
	var messages []*sarama.ProducerMessage
	for _, value := range values {
		message := &sarama.ProducerMessage{Topic: topic, Key: sarama.StringEncoder(value), Value: sarama.StringEncoder(value)}
		if config.Version.IsAtLeast(sarama.V0_11_0_0) {
			message.Headers = []sarama.RecordHeader{{Key: []byte("from"), Value: []byte("go")}}
		}
		messages = append(messages, message)
	}
	if err := producer.SendMessages(messages); err != nil {
		if failed, is := err.(sarama.ProducerErrors); is {
			return failed[0]
		}
		return err
	}
	return producer.Close()
}

func versions(broker, topic string) error {
	kinds := []struct {
		version sarama.KafkaVersion
		codec   sarama.CompressionCodec
	}{
		{sarama.V0_11_0_0, sarama.CompressionNone}, {sarama.V1_0_0_0, sarama.CompressionGZIP}, {sarama.V1_1_0_0, sarama.CompressionSnappy},
		{sarama.V2_0_0_0, sarama.CompressionLZ4}, {sarama.V2_2_0_0, sarama.CompressionNone},
	}
	all := lines()
	for i, kind := range kinds {
		config := configuration(kind.version)
		config.Producer.Compression = kind.codec
		config.Producer.Idempotent = i == len(kinds)-1
		if config.Producer.Idempotent {
			config.Net.MaxOpenRequests = 1
		}
		if err := produce(broker, topic, all[len(all)*i/len(kinds):len(all)*(i+1)/len(kinds)], config); err != nil {
			return fmt.Errorf("version %v, codec %v: %v", kind.version, kind.codec, err)
		}
	}
	return nil
}

// reader hands on what its group's member reads, and prints what that is assigned unless it is quiet.
type reader struct {
	quiet  bool
	values chan string
}

func (r *reader) Setup(session sarama.ConsumerGroupSession) error {
	r.tell(session.Claims())
	return nil
}

func (r *reader) Cleanup(sarama.ConsumerGroupSession) error {
	r.tell(nil)
	return nil
}

func (r *reader) tell(claims map[string][]int32) {
	if r.quiet {
		return
	}
	line := "assigned"
	for _, partitions := range claims {
		sort.Slice(partitions, func(i, j int) bool { return partitions[i] < partitions[j] })
		for _, partition := range partitions {
			line += fmt.Sprintf(" %d", partition)
		}
	}
	fmt.Println(line)
}

func (r *reader) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for message := range claim.Messages() {
		select {
		case r.values <- string(message.Value):
			session.MarkMessage(message, "")
		case <-session.Context().Done():
			return nil
		}
	}
	return nil
}

func consume(broker, topic, group string, count int) error {
	config := configuration(sarama.V2_2_0_0)
	config.Consumer.Offsets.CommitInterval = 100 * time.Millisecond
	members, err := sarama.NewConsumerGroup([]string{broker}, group, config)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	handler := &reader{quiet: count >= 0, values: make(chan string)}
	failed := make(chan error, 1)
	go func() {
		for ctx.Err() == nil {
			err := members.Consume(ctx, []string{topic}, handler)
			if err != nil && count >= 0 {
				failed <- err
				return
			}
			if err != nil {
				time.Sleep(100 * time.Millisecond) // The broker is away: a member waits for it.
			}
		}
	}()
	for read := 0; read != count; read++ {
		select {
		case value := <-handler.values:
			if count < 0 {
				value = "read " + value
			}
			fmt.Println(value)
		case err := <-failed:
			return err
		}
	}
	cancel()
	return members.Close()
}

func since(broker, topic, milliseconds string) error {
	first, err := strconv.ParseInt(milliseconds, 10, 64)
	if err != nil {
		return err
	}
	client, err := sarama.NewClient([]string{broker}, configuration(sarama.V2_2_0_0))
	if err != nil {
		return err
	}
	consumer, err := sarama.NewConsumerFromClient(client)
	if err != nil {
		return err
	}
	partitions, err := client.Partitions(topic)
	if err != nil {
		return err
	}
	for _, partition := range partitions {
		end, err := client.GetOffset(topic, partition, sarama.OffsetNewest)
		if err != nil {
			return err
		}
		start, err := client.GetOffset(topic, partition, first)
		if err != nil {
			return err
		}
		if start < 0 || start == end {
			continue
		}
		claimed, err := consumer.ConsumePartition(topic, partition, start)
		if err != nil {
			return err
		}
		for message := range claimed.Messages() {
			fmt.Println(string(message.Value))
			if message.Offset == end-1 {
				break
			}
		}
	}
	return nil
}

func administer(broker string) error {
	admin, err := sarama.NewClusterAdmin([]string{broker}, configuration(sarama.V2_2_0_0))
	if err != nil {
		return err
	}
	answer := func(name string, err error) {
		var said interface{} = "done"
		if told, is := err.(*sarama.TopicError); is {
			said = int16(told.Err)
		} else if told, is := err.(*sarama.TopicPartitionError); is {
			said = int16(told.Err)
		} else if err != nil {
			said = "refused" // In words, which every broker has its own for.
		}
		fmt.Printf("%s: %v\n", name, said)
	}
	create := func(name, topic string, partitions int32, replicas int16, config map[string]*string) {
		answer(name, admin.CreateTopic(topic, &sarama.TopicDetail{NumPartitions: partitions, ReplicationFactor: replicas, ConfigEntries: config}, false))
	}
	// What was changed may take a moment to be seen: describe asks until there are so many partitions.
	describe := func(name, topic string, partitions int) {
		topics, err := admin.DescribeTopics([]string{topic})
		for again := 0; err == nil && len(topics[0].Partitions) != partitions && again < 300; again++ {
			time.Sleep(100 * time.Millisecond)
			topics, err = admin.DescribeTopics([]string{topic})
		}
		if err != nil {
			answer(name, err)
			return
		}
		for _, told := range topics {
			fmt.Printf("%s: %s error %d internal %v\n", name, told.Name, told.Err, told.IsInternal)
			sort.Slice(told.Partitions, func(i, j int) bool { return told.Partitions[i].ID < told.Partitions[j].ID })
			for _, partition := range told.Partitions {
				fmt.Printf("%s: %d error %d leader %d replicas %v in sync %v\n", name, partition.ID, partition.Err, partition.Leader, partition.Replicas, partition.Isr)
			}
		}
	}
	hour, red, size, few := "3600000", "red", "70000", "few"
	// Neither Kafka nor this broker serves the version of DescribeConfigs that this client speaks.

	create("created", "sa-orders", 3, 1, map[string]*string{"retention.ms": &hour})
	create("created twice", "sa-orders", 3, 1, nil)
	create("no partitions", "sa-none", 0, 1, nil)
	create("too many replicas", "sa-five", 1, 5, nil)
	create("bad name", "sa orders", 1, 1, nil)
	create("unknown config", "sa-unknown", 1, 1, map[string]*string{"colour": &red})
	describe("described", "sa-orders", 3)
	answer("more partitions", admin.CreatePartitions("sa-orders", 5, nil, false))
	answer("fewer partitions", admin.CreatePartitions("sa-orders", 2, nil, false))
	answer("partitions of nothing", admin.CreatePartitions("sa-nothing", 2, nil, false))
	describe("grown", "sa-orders", 5)
	answer("altered", admin.AlterConfig(sarama.TopicResource, "sa-orders", map[string]*string{"max.message.bytes": &size}, false))
	answer("altered badly", admin.AlterConfig(sarama.TopicResource, "sa-orders", map[string]*string{"segment.bytes": &few}, false))
	answer("records beyond the end", admin.DeleteRecords("sa-orders", map[int32]int64{0: 5}))
	if err := commit(broker, "sa-group", "sa-orders", 7); err != nil {
		return err
	}
	groups, err := admin.ListConsumerGroups()
	answer("listed", err)
	fmt.Printf("listed: %q\n", groups["sa-group"])
	described, err := admin.DescribeConsumerGroups([]string{"sa-group"})
	answer("group", err)
	for _, group := range described {
		fmt.Printf("group: error %d %s %s %q %q %d members\n", group.Err, group.GroupId, group.State, group.ProtocolType, group.Protocol, len(group.Members))
	}
	offsets, err := admin.ListConsumerGroupOffsets("sa-group", map[string][]int32{"sa-orders": {0, 1}})
	answer("committed", err)
	for _, partition := range []int32{0, 1} {
		block := offsets.GetBlock("sa-orders", partition)
		fmt.Printf("committed: %d offset %d metadata %q error %d\n", partition, block.Offset, block.Metadata, block.Err)
	}
	answer("deleted", admin.DeleteTopic("sa-orders"))
	answer("deleted twice", admin.DeleteTopic("sa-orders"))
	describe("after deletion", "sa-orders", 0)
	return admin.Close()
}

func commit(broker, group, topic string, offset int64) error {
	client, err := sarama.NewClient([]string{broker}, configuration(sarama.V2_2_0_0))
	if err != nil {
		return err
	}
	manager, err := sarama.NewOffsetManagerFromClient(group, client)
	if err != nil {
		return err
	}
	partition, err := manager.ManagePartition(topic, 0)
	if err != nil {
		return err
	}
	partition.MarkOffset(offset, "noted")
	if err := partition.Close(); err != nil {
		return err
	}
	if err := manager.Close(); err != nil {
		return err
	}
	return client.Close()
}
