using ActorBroker.ConfluentClient;

// Confluent.Kafka as its users write it. Arguments: the broker's address, an action, and the action's own; as said in
// tests/ActorBroker.Compatibility.Tests/Scripts/confluent-kafka-client.py.
var (broker, action, more) = (args[0], args[1], args[2..]);
switch (action)
{
    case "produce":
        return Records.Produce(broker, more[0]);
    case "consume":
        return Records.Consume(broker, more[0], more[1], int.Parse(more[2], System.Globalization.CultureInfo.InvariantCulture));
    case "member":
        return GroupMember.Run(broker, more[0], more[1], more.ElementAtOrDefault(2), more.ElementAtOrDefault(3));
    case "since":
        return Records.Since(broker, more[0], long.Parse(more[1], System.Globalization.CultureInfo.InvariantCulture));
    case "admin":
        return await new Administration(broker).RunAsync();
    default:
        Console.Error.WriteLine($"unknown action {action}");
        return 2;
}
