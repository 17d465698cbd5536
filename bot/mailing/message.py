"""The mail itself: its words say nothing about a person, the document says all."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.language.word_lists import word_list
from bot.store.kept_site_referrals import MailToSend
from bot.trial.page import TRIAL


def mail_to_site(mail: MailToSend, sender: str, at: datetime) -> EmailMessage:
    """The mail, written at `at`. `sender` is an e-mail address, checked before."""
    words = word_list("mail_words", "bot.mailing")
    user, _, domain = sender.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(words["sender"], user, domain)
    message["To"] = Address(addr_spec=mail.address)
    message["Subject"] = words["subject"].format(trial=TRIAL)
    message["Date"] = at
    message["Message-ID"] = mail.message_id
    # Out-of-office notes and the like must not answer a program.
    message["Auto-Submitted"] = "auto-generated"
    opening = words["opening"]["locked" if mail.locked else "open"]
    message.set_content(words["body"].format(trial=TRIAL, site=mail.site, opening=opening))
    message.add_attachment(mail.document, maintype="application", subtype="pdf", filename=words["file"])
    return message
