namespace ActorBroker.Architecture.Tests.Build;

/// <summary>The tests that share one evaluation.</summary>
[CollectionDefinition(nameof(EvaluatedProjects))]
public sealed class EvaluatedProjectsCollection : ICollectionFixture<EvaluatedProjects>;
