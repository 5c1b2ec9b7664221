namespace ActorBroker.Architecture.Tests.Sources;

/// <summary>The parts of the repository that rules tell apart.</summary>
[Flags]
internal enum Area
{
    /// <summary>Under <c>src/</c>, all but the kernel: our own design, held to every rule.</summary>
    Product = 1,

    /// <summary>Under <c>src/Akka/</c>: names and shapes are those of the official Akka.NET.</summary>
    Kernel = 2,

    /// <summary>Under <c>tests/</c>.</summary>
    Tests = 4,

    /// <summary>Under <c>samples/</c>.</summary>
    Samples = 8,

    /// <summary>Everywhere else: build files and documents of the top folder, <c>hocon/</c>, <c>.ci/</c>.</summary>
    Top = 16,

    /// <summary>All that is compiled.</summary>
    Code = Product | Kernel | Tests | Samples,

    /// <summary>The whole repository.</summary>
    All = Code | Top,
}
