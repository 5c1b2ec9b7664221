using System.Text;

namespace Akka.Actor.Internal;

/// <summary>Prints a tree of actors, one line each, indented by depth, in the order in which they were made.</summary>
internal static class ActorTree
{
    public static string Print(ActorRefWithCell root)
    {
        var text = new StringBuilder();
        Append(text, root, depth: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ActorRefWithCell actor, int depth)
    {
        text.Append(' ', depth * 2).Append(actor.Path.Name.Length == 0 ? "/" : actor.Path.Name);
        if (actor is LocalActorRef { Cell: { } cell })
        {
            text.Append(' ').Append(cell.Actor?.GetType().Name ?? "(no instance)");
            text.Append(" messages=").Append(cell.NumberOfMessages);
        }

        text.Append('\n');
        foreach (var child in actor.Children)
        {
            if (child is ActorRefWithCell withCell)
                Append(text, withCell, depth + 1);
        }
    }
}
