namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>
/// One project of the layer table. <paramref name="MayUse"/> names the projects it may reference; <paramref name="IsPure"/> is true where
/// the design forbids <c>async</c>, tasks, threads and packages.
/// </summary>
internal sealed record LayerRow(int Layer, string Project, string[] MayUse, bool IsPure = false)
{
    /// <summary>True for a project of the kernel, which lies under <c>src/Akka/</c>.</summary>
    public bool IsKernel => LayerTable.IsKernelName(Project);

    /// <summary>Where the project file has to lie.</summary>
    public string ProjectPath => $"src/{(IsKernel ? "Akka/" : "")}{Project}/{Project}.csproj";
}
