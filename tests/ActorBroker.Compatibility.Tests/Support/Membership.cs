namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>What a member of a group is started for.</summary>
/// <param name="Broker">The broker's address.</param>
/// <param name="Topic">What it reads.</param>
/// <param name="Group">Its group.</param>
/// <param name="Number">Which of the members that were started it is, from 0 on.</param>
/// <param name="Instance">The name of a static member (KIP-345); empty for a dynamic one.</param>
/// <param name="Assignor">librdkafka's name of the assignor; empty for the client's default.</param>
internal sealed record Membership(string Broker, string Topic, string Group, int Number, string Instance, string Assignor)
{
    /// <summary>
    /// For how many milliseconds it may be silent: few where others wait until it is noticed that it died, many for a static or a cooperative one, of
    /// which none is to be missed.
    /// </summary>
    public int SessionTimeout => Kind.Length == 0 ? 6_000 : 60_000;

    /// <summary>
    /// Starts the member. It prints <c>assigned</c> and all its partitions whenever these change, and <c>read</c> and each value once that is committed,
    /// kcat before that.
    /// </summary>
    /// <param name="client">The client's command, or <see cref="VerifiableConsumer.Client"/>.</param>
    public ToolProcess Start(string client) => client switch
    {
        "kcat" => KcatMember.Start(this),
        VerifiableConsumer.Client => VerifiableConsumer.Start(this),
        _ => new ToolProcess(client, ScriptClient.Of(client).Arguments(Broker, ["member", Topic, Group, .. Kind])),
    };

    /// <summary>What a member that is like no other is told besides; not every client knows such.</summary>
    private string[] Kind => (Instance, Assignor) switch
    {
        ("", "") => [],
        (_, "") => [Instance],
        _ => [Instance, Assignor],
    };
}
