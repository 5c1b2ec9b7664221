using System.Text.RegularExpressions;
using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.TestCode;

/// <summary>A test's name is the sentence that it proves.</summary>
internal static partial class TestNames
{
    /// <summary>Tests with names that are no sentences, and classes of tests that are not called so.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        var tests =
            from file in files.CSharp
            from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest)
            select (File: file, Method: method);

        foreach (var (file, method) in tests)
        {
            if (!Sentence().IsMatch(method.Identifier.Text))
                yield return file.Finding(method.Identifier, $"{method.Identifier.Text} is no sentence such as Leader_steps_down");
            if (method.Parent is ClassDeclarationSyntax type && !type.Identifier.Text.EndsWith("Tests", StringComparison.Ordinal))
                yield return file.Finding(type.Identifier, $"{type.Identifier.Text} holds tests; call it after its subject, with Tests behind");
        }
    }

    private static bool IsTest(AttributeSyntax attribute) => TestAttribute().IsMatch(attribute.Name.ToString());

    [GeneratedRegex("(Fact|Theory)(Attribute)?$")]
    private static partial Regex TestAttribute();

    // A capital, then at least three words; not the word that every test's name could begin with.
    [GeneratedRegex("^(?!Tests?_)[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+){2,}$")]
    private static partial Regex Sentence();
}
