using Xunit;

namespace ActorBroker.TestSupport;

/// <summary>As <see cref="ToolFactAttribute"/>, for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <param name="tools">As for <see cref="ToolFactAttribute"/>.</param>
    public ToolTheoryAttribute(params string[] tools) => Skip = new ToolFactAttribute(tools).Skip;
}
