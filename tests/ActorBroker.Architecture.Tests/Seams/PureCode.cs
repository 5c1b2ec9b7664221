using ActorBroker.Architecture.Tests.Layers;
using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>
/// Keeps the pure projects free of everything that runs on its own: what happens there happens on the caller's thread, in the caller's
/// order, so that a whole cluster can be driven from a seed.
/// </summary>
internal static class PureCode
{
    private static readonly string[] ThreadTypes = ["Thread", "ThreadPool", "BackgroundWorker", "PeriodicTimer", "TaskFactory"];

    private static readonly string[] ParallelCalls = ["For", "ForEach", "ForAsync", "ForEachAsync", "Invoke"];

    /// <summary><c>async</c> and <c>await</c> anywhere in a pure project; tasks and threads outside the seams' own files.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.CSharp
            .Where(file => file.Area == Area.Product && LayerTable.Find(file.Project) is { IsPure: true })
            .SelectMany(file => FindAsync(file).Concat(SeamFiles.Contains(file.Path) ? [] : FindThreads(file)));

    private static IEnumerable<Finding> FindAsync(SourceFile file) =>
        file.Root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.AsyncKeyword) || token.IsKind(SyntaxKind.AwaitKeyword))
            .Select(token => file.Finding(token, $"'{token.Text}' in {file.Project}, which is pure; send a message or take a callback"));

    private static IEnumerable<Finding> FindThreads(SourceFile file) =>
        file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => IsThread(name))
            .Select(name => file.Finding(name, $"'{DescribedBy(name)}' in {file.Project}, which is pure; use the injected IDiskExecutor"));

    private static bool IsThread(SimpleNameSyntax name) => name.Identifier.Text switch
    {
        "Run" or "Factory" => SyntaxNames.Qualifier(name) == "Task",
        "AsParallel" or "ContinueWith" => true,
        "Timer" => name.Parent is ObjectCreationExpressionSyntax or QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax },
        var text when ParallelCalls.Contains(text) => SyntaxNames.Qualifier(name) == "Parallel",
        var text => ThreadTypes.Contains(text) && SyntaxNames.Qualifier(name) is "" or "Threading" or "Tasks" or "ComponentModel",
    };

    private static string DescribedBy(SimpleNameSyntax name) =>
        SyntaxNames.Qualifier(name) is { Length: > 0 } qualifier ? $"{qualifier}.{name.Identifier.Text}" : name.Identifier.Text;
}
