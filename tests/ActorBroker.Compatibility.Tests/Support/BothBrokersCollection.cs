namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>The tests that need <see cref="BothBrokers"/>: one after the other, with the same two.</summary>
[CollectionDefinition(Name)]
public sealed class BothBrokersCollection : ICollectionFixture<BothBrokers>
{
    /// <summary>What these tests say they belong to.</summary>
    public const string Name = "both brokers";
}
