using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Sources;

/// <summary>Reads names out of dotted expressions, as they are written: nothing is resolved.</summary>
internal static class SyntaxNames
{
    /// <summary>The name behind the last dot: <c>Delay</c> of <c>System.Threading.Tasks.Task.Delay</c>; empty for what is no name.</summary>
    public static string Last(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        QualifiedNameSyntax name => name.Right.Identifier.Text,
        AliasQualifiedNameSyntax name => name.Name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };

    /// <summary>The name before a name's own dot: <c>Task</c> for the <c>Delay</c> of <c>Tasks.Task.Delay</c>; empty where there is none.</summary>
    public static string Qualifier(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => Last(access.Expression),
        QualifiedNameSyntax qualified when qualified.Right == name => Last(qualified.Left),
        _ => "",
    };
}
